import { bootMachine } from './boot.ts';
import { disconnectHost, enter } from './klippy-state.ts';
import { after, type Machine } from './machine.ts';
import { configErrorMessage, errorMessage, mcuErrorMessage, startupMessage } from './messages.ts';
import { startFault } from './state-faults.ts';

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
