import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator, type Simulator } from '../../src/klipper/simulator/index.ts';
import { createMachine, step } from '../../src/klipper/simulator/machine/step.ts';
import { rehearsalPrinter, rehearsePrint } from '../../src/klipper/tuning/index.ts';
import { mutated, mutations } from './mutations.ts';

vi.setConfig({ testTimeout: 120_000 });

/** With two files and every kind of mutation some 290 prints. */
const SEEDS = 5;
const folder = join(import.meta.dirname, '../fixtures/ground-truth/print-time/gcode');

/** The start, a stretch of printing and the end of a sliced file: short enough to print hundreds of times. */
function shortened(name: string): string {
  const lines = gunzipSync(readFileSync(join(folder, `${name}.gcode.gz`)))
    .toString()
    .split('\n');
  const end = lines.findIndex((line) => /^;END gcode/.test(line));
  return [...lines.slice(0, 350), ...lines.slice(end, end + 12)].join('\n');
}

let simulator: Simulator;
let printer: ReturnType<typeof rehearsalPrinter>;
beforeAll(async () => {
  simulator = await startSimulator({ port: 0, clock: 'manual' });
  const answer = await fetch(`${simulator.url}/printer/objects/query?configfile=settings&toolhead`);
  const { result } = (await answer.json()) as { result: { status: Record<string, Record<string, never>> } };
  const { configfile, toolhead } = result.status;
  printer = rehearsalPrinter(configfile!['settings']!, { toolhead }, simulator.machine.commands.keys());
});
afterAll(() => simulator.stop());

/** Prints the text on a cold, unhomed printer; the line and the message it stopped with, or null where it did not. */
function printed(text: string): { line: number; message: string } | null {
  const bytes = Buffer.from(text);
  const file = {
    path: 'a.gcode',
    sizeBytes: bytes.length,
    read: (position: number, length: number) => bytes.subarray(position, position + length),
    close: () => undefined,
  };
  const { configSource } = simulator.machine;
  const machine = createMachine({ configSource, files: { open: () => file } });
  step(machine, { type: 'script', id: 1, script: 'SDCARD_PRINT_FILE FILENAME=a.gcode' });
  for (let hour = 0; hour < 20 && machine.printStats.state === 'printing'; hour++) {
    step(machine, { type: 'tick', toSeconds: machine.now + 3600 });
  }
  if (machine.printStats.state === 'complete') return null;
  const line = bytes.subarray(0, machine.sdCard.position).toString().split('\n').length - 1;
  return { line, message: `${machine.printStats.state}: ${machine.printStats.message}` };
}

describe.each(['cube_std', 'gear_abs'])('a rehearsal of %s and a print in the simulator', (name) => {
  it.each(Object.keys(mutations))('agree: %s', async (mutation) => {
    const original = shortened(name);
    for (let seed = 0; seed < SEEDS; seed++) {
      const text = mutated(original, mutation, seed);
      const { findings } = await rehearsePrint([Buffer.from(text)], printer);
      const blocking = findings.filter(({ severity }) => severity === 'blocking');
      const first = blocking.toSorted((a, b) => a.line - b.line)[0] ?? null;
      const stopped = printed(text);
      const seen = JSON.stringify({ seed, found: first, stopped });
      // How long a nozzle takes to get warm, and stays hot after it was switched off, is the printer's secret.
      const secret = findings.find(
        ({ id, text: words }) => id === 'heating-not-awaited' || /cools down/.test(words),
      );
      if (secret && (first === null || first === secret)) {
        expect(stopped?.line ?? Infinity, seen).toBeGreaterThanOrEqual(secret.line);
      } else expect(stopped?.line ?? null, seen).toBe(first?.line ?? null);
    }
  });
});
