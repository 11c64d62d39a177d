import { practiceMacrosCfg, practicePrinterCfg } from './default-config.ts';
import type { Machine, MachineEvent } from './machine.ts';
import { createMachine, step } from './step.ts';

/** A bare machine in memory, for tests: scripts go in, what it said and how it ended come out. */
export interface Bench {
  machine: Machine;
  config: Record<string, string>;
  gcodes: Record<string, string>;
  said: string[];
  /** Runs a script to its end, as long as it takes; gives its error or null. */
  run(script: string, longestSeconds?: number): string | null;
  pass(seconds: number): void;
  events: MachineEvent[];
}

let nextId = 1;

export function machineBench(
  options: { config?: Record<string, string>; gcodes?: Record<string, string>; seed?: number } = {},
): Bench {
  const config = options.config ?? { 'printer.cfg': practicePrinterCfg, 'macros.cfg': practiceMacrosCfg };
  const gcodes = options.gcodes ?? {};
  const machine = createMachine({
    seed: options.seed ?? 1,
    configSource: {
      readConfig: (path) => config[path] ?? null,
      writeConfig: (path, text) => void (config[path] = text),
    },
    files: {
      open(path) {
        const text = gcodes[path];
        if (text === undefined) return null;
        const bytes = Buffer.from(text);
        return {
          path,
          sizeBytes: bytes.length,
          read: (at, length) => bytes.subarray(at, at + length),
          close: () => undefined,
        };
      },
    },
  });
  const said: string[] = [];
  const events: MachineEvent[] = [];
  const take = (some: MachineEvent[]): void => {
    for (const event of some) {
      events.push(event);
      if (event.type === 'gcode-response') said.push(event.text);
    }
  };
  return {
    machine,
    config,
    gcodes,
    said,
    events,
    pass: (seconds) => take(step(machine, { type: 'tick', toSeconds: machine.now + seconds }).events),
    run(script, longestSeconds = 1200) {
      const id = nextId++;
      take(step(machine, { type: 'script', id, script }).events);
      const ended = () => events.find((event) => event.type === 'script-done' && event.id === id);
      for (let waited = 0; waited < longestSeconds && !ended(); waited++)
        take(step(machine, { type: 'tick', toSeconds: machine.now + 1 }).events);
      const end = ended();
      if (end?.type !== 'script-done')
        throw new Error(`The script did not end within ${longestSeconds} s: ${script}`);
      return end.error;
    },
  };
}
