import { queueScript } from './scheduler.ts';
import {
  disconnectHost,
  forceState,
  mcuErrorMessage,
  shutDown,
  startHost,
  startupMessage,
  configErrorMessage,
} from './lifecycle.ts';
import { after, type Machine } from './machine.ts';

const stopCauses: Record<string, string> = {
  'mcu-lost': "Lost communication with MCU 'mcu'",
  'timer-too-close': "MCU 'mcu' shutdown: Timer too close",
  'usb-rescheduled': "MCU 'mcu' shutdown: Rescheduled timer in the past",
  'tmc-over-temperature':
    "TMC 'stepper_x' reports error: DRV_STATUS: 00000003 otpw=1(OvertempWarning!) ot=1(OvertempError!)",
  m112: 'Shutdown due to M112 command',
};

/** What a switch does to the machine at the moment it is thrown; lasting effects look at `machine.faults`. */
export function applyFault(machine: Machine, name: string, on: boolean): void {
  const cause = stopCauses[name];
  if (cause !== undefined) {
    if (on)
      after(machine, name === 'mcu-lost' ? 5.3 : 0.2, (later) =>
        later.faults.has(name) ? shutDown(later, cause) : undefined,
      );
    return;
  }
  switch (name) {
    case 'filament-runout':
      setFilament(machine, !on);
      break;
    case 'klippy-disconnected':
      if (on) disconnectHost(machine);
      else if (machine.klippy.state === 'disconnected') startHost(machine);
      break;
    case 'klippy-startup':
      if (on) forceState(machine, 'startup', startupMessage);
      else if (machine.klippy.state === 'startup') startHost(machine);
      break;
    case 'mcu-missing':
      if (on) forceState(machine, 'error', mcuErrorMessage("mcu 'mcu': Unable to connect"));
      break;
    case 'config-error':
      if (on)
        forceState(
          machine,
          'error',
          configErrorMessage("Option 'nozzle_diameter' in section 'extruder' must be specified"),
        );
      break;
  }
}

/** The runout switch: half a second later the print pauses, where the sensor says so. */
function setFilament(machine: Machine, present: boolean): void {
  for (const sensor of machine.filamentSensors.values()) {
    if (sensor.detected === present) continue;
    sensor.detected = present;
    if (present || !sensor.enabled || !sensor.pauseOnRunout || machine.printStats.state !== 'printing')
      continue;
    machine.sdCard.active = false;
    machine.pauseResume.sdPaused = true;
    machine.printStats.state = 'paused';
    machine.printStats.pauseStart = machine.now;
    after(machine, 0.25, (later) =>
      queueScript(later, null, `PAUSE${sensor.runoutGcode ? `\n${sensor.runoutGcode}` : ''}`),
    );
  }
}
