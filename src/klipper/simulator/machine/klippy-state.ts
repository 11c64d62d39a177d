import { createLookAhead } from './look-ahead.ts';
import { respond, type KlippyState, type Machine } from './machine.ts';
import { shutdownMessage } from './messages.ts';
import { failAllScripts } from './script-queue.ts';

/** Klipper is in this state from now on, and says so. */
export function enter(machine: Machine, state: KlippyState, message: string): void {
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

/** Puts Klipper into a named state at once, for presets and faults. */
export function forceState(machine: Machine, state: KlippyState, message: string): void {
  if (state === 'shutdown') stopEverything(machine);
  enter(machine, state, message);
}
