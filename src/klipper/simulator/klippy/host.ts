import type { KlippyState, Machine, MachineEvent } from '../machine/machine.ts';
import { step, type MachineInput } from '../machine/step.ts';

/** The failure of a call to Klipper, with its message. */
export class KlippyError extends Error {
  override name = 'KlippyError';
}

export interface KlippyListener {
  gcodeResponse?(text: string): void;
  klippyState?(state: KlippyState): void;
  print?(event: Extract<MachineEvent, { type: 'print' }>): void;
  /** Four times a second of machine time: the moment at which status goes out and queries are answered. */
  statusTick?(): void;
  /** After each piece of machine time that has passed, also where status ticks are left out. */
  timePassed?(): void;
}

/** Status goes out each 250 ms of machine time. */
export const statusTickSeconds = 0.25;

/** Klipper's host process around the machine: scripts as promises, events to those who listen. */
export interface KlippyHost {
  machine: Machine;
  listen(listener: KlippyListener): () => void;
  send(input: MachineInput): void;
  runScript(script: string): Promise<void>;
  /** Lets machine time pass, in status ticks. `quiet` leaves out all ticks but the last. */
  advance(seconds: number, quiet?: boolean): void;
}

export function createKlippyHost(machine: Machine): KlippyHost {
  const listeners = new Set<KlippyListener>();
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let nextStatus = machine.now + statusTickSeconds;

  function deliver(event: MachineEvent): void {
    if (event.type === 'script-done') {
      const call = waiting.get(event.id);
      waiting.delete(event.id);
      if (event.error === null) call?.resolve();
      else call?.reject(new KlippyError(event.error));
      return;
    }
    for (const listener of listeners) {
      if (event.type === 'gcode-response') listener.gcodeResponse?.(event.text);
      else if (event.type === 'klippy-state') listener.klippyState?.(event.state);
      else listener.print?.(event);
    }
  }

  function send(input: MachineInput): void {
    for (const event of step(machine, input).events) deliver(event);
  }

  function tickStatus(): void {
    for (const listener of listeners) listener.statusTick?.();
  }

  function passTo(seconds: number): void {
    send({ type: 'tick', toSeconds: seconds });
    for (const listener of listeners) listener.timePassed?.();
  }

  return {
    machine,
    send,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    runScript(script) {
      const id = nextId++;
      return new Promise<void>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ type: 'script', id, script });
      });
    },
    advance(seconds, quiet = false) {
      const until = machine.now + seconds;
      while (nextStatus <= until) {
        passTo(nextStatus);
        nextStatus += statusTickSeconds;
        if (!quiet || nextStatus > until) tickStatus();
      }
      if (until > machine.now) passTo(until);
    },
  };
}
