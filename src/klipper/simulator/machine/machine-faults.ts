import { disconnectHost, forceState, shutDown } from './klippy-state.ts';
import { startHost } from './lifecycle.ts';
import { errorMessage, startupMessage } from './messages.ts';
import { queueScript } from './script-queue.ts';
import { after, type Machine } from './machine.ts';
import { stateFault } from './state-faults.ts';

/** What a switch does to the machine at the moment it is thrown; lasting effects look at `machine.faults`. */
export function applyFault(machine: Machine, name: string, on: boolean): void {
  const fault = stateFault(name);
  if (fault) {
    if (!on) return;
    if (fault.kind !== 'shutdown') forceState(machine, 'error', errorMessage(fault));
    else
      after(machine, fault.delaySeconds ?? 0.2, (later) =>
        later.faults.has(name) ? shutDown(later, fault.message) : undefined,
      );
    return;
  }
  switch (name) {
    case 'filament-runout':
      setFilament(machine, !on);
      break;
    case 'klippy-disconnected':
    case 'klippy-socket':
    case 'power-off':
      if (on) disconnectHost(machine);
      else if (machine.klippy.state === 'disconnected') startHost(machine);
      break;
    case 'klippy-startup':
      if (on) forceState(machine, 'startup', startupMessage);
      else if (machine.klippy.state === 'startup') startHost(machine);
      break;
    case 'config-warning':
      machine.configWarnings = on ? [deprecatedOption] : [];
      break;
    case 'runtime-warning':
      machine.configWarnings = on ? [wrongClock] : [];
      break;
  }
}

const deprecatedOption = {
  type: 'deprecated_option',
  message: "Option 'max_accel_to_decel' in section 'printer' is deprecated.",
  option: 'max_accel_to_decel',
  section: 'printer',
};

const wrongClock = {
  type: 'runtime_warning',
  message: "MCU 'mcu' configured for 16Mhz but running at 20Mhz!",
};

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
