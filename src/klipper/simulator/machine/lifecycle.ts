import { bootMachine } from './boot.ts';
import { createLookAhead } from './look-ahead.ts';
import { after, respond, type KlippyState, type Machine } from './machine.ts';
import { failAllScripts } from './scheduler.ts';
import { startFault, type StateFault } from './state-faults.ts';

export const thermalHint =
  "\nSee the 'verify_heater' section in docs/Config_Reference.md\nfor the parameters that control this check.\n";

const firmwareAdvice =
  '\nOnce the underlying issue is corrected, use the\n"FIRMWARE_RESTART" command to reset the firmware, reload the\nconfig, and restart the host software.\n';
const restartAdvice =
  '\n\nOnce the underlying issue is corrected, use the "RESTART"\ncommand to reload the config and restart the host software.\n';
export const startupMessage =
  '\nPrinter is not ready\nThe klippy host software is attempting to connect.  Please\nretry in a few moments.\n';

export function shutdownMessage(cause: string): string {
  return `${cause}${firmwareAdvice}Printer is shutdown\n`;
}

export function mcuErrorMessage(cause: string): string {
  return `${cause}${firmwareAdvice}Error configuring printer\n`;
}

export function configErrorMessage(cause: string): string {
  return `${cause}${restartAdvice}Printer is halted\n`;
}

/** The whole state message of a fault, with Klipper's advice. */
export function errorMessage(fault: StateFault): string {
  if (fault.kind === 'board') return mcuErrorMessage(fault.message);
  if (fault.kind === 'halted')
    return `${fault.message}${restartAdvice.trimStart()}Error configuring printer\n`;
  return configErrorMessage(fault.message);
}

function enter(machine: Machine, state: KlippyState, message: string): void {
  machine.klippy.state = state;
  machine.klippy.message = message;
  machine.klippy.connected = state !== 'disconnected';
  if (machine.klippy.connected) machine.klippy.neverSeen = false;
  machine.events.push({ type: 'klippy-state', state });
}

/** The emergency stop of Klipper, whatever asked for it. A second one changes nothing. */
export function shutDown(machine: Machine, cause: string): void {
  if (machine.klippy.state !== 'ready' && machine.klippy.state !== 'startup') return;
  machine.mcuShutdown = cause;
  respond(machine, '// Klipper state: Shutdown');
  stopEverything(machine);
  enter(machine, 'shutdown', shutdownMessage(cause));
  failAllScripts(machine, machine.klippy.message);
}

function stopEverything(machine: Machine): void {
  for (const heater of machine.heaters.values()) {
    heater.targetCelsius = 0;
    heater.power = 0;
  }
  const { printStats, sdCard, toolhead } = machine;
  if (printStats.state === 'printing') {
    printStats.state = 'paused';
    printStats.pauseStart = machine.now;
  }
  sdCard.active = false;
  toolhead.busyUntilSeconds = machine.now;
  toolhead.planned.length = 0;
  toolhead.plannedFrom = 0;
  toolhead.ahead = createLookAhead();
  for (const fan of machine.fans.values()) fan.speed = fan.kind === 'heater_fan' ? 1 : 0;
}

/** The host goes away: calls that wait end with "Klippy Disconnected", which the faces say. */
export function disconnectHost(machine: Machine): void {
  if (machine.klippy.state === 'disconnected') return;
  respond(machine, '// Klipper state: Disconnect');
  failAllScripts(machine, 'Klippy Disconnected');
  machine.sdCard.file?.close();
  enter(machine, 'disconnected', '');
}

/** RESTART (host only) or FIRMWARE_RESTART: away at 0.05 s, starting at 1.3 s, ready at 2.2 s. */
export function restartHost(machine: Machine, kind: 'host' | 'firmware'): void {
  after(machine, 0.05, (later) => {
    disconnectHost(later);
    if (kind === 'firmware') later.mcuShutdown = null;
    after(later, 1.25, startHost);
  });
}

/** The host starts: reads its configuration, looks for the micro-controller, becomes ready or says why not. */
export function startHost(machine: Machine): void {
  if (machine.faults.has('klippy-disconnected') || machine.faults.has('klippy-socket')) return;
  const failure = bootMachine(machine);
  enter(machine, 'startup', startupMessage);
  const fault = startFault(machine.faults);
  if (fault) {
    const seconds = machine.faults.has('mcu-missing') ? 90 : 0.9;
    after(machine, seconds, (later) => failStart(later, errorMessage(fault)));
    return;
  }
  if (machine.faults.has('klippy-startup')) return;
  after(machine, 0.9, (later) => {
    if (later.klippy.state !== 'startup') return;
    if (failure) failStart(later, configErrorMessage(failure));
    else if (later.mcuShutdown !== null) {
      failStart(later, mcuErrorMessage("Can not update MCU 'mcu' config as it is shutdown"));
    } else enter(later, 'ready', 'Printer is ready');
  });
}

function failStart(machine: Machine, message: string): void {
  if (machine.klippy.state !== 'startup') return;
  enter(machine, 'error', message);
}

/** Puts Klipper into a named state at once, for presets and faults. */
export function forceState(machine: Machine, state: KlippyState, message: string): void {
  if (state === 'shutdown') stopEverything(machine);
  enter(machine, state, message);
}
