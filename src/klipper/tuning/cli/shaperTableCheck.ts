import { z } from 'zod';
import { maxAccelFor, residualRatio, shaperByName, shaperSmoothing } from '../resonance/index.ts';
import type { Comparison } from './comparison.ts';

export const shaperTableSchema = z.object({
  name: z.string(),
  freq: z.number(),
  damping_ratio: z.number(),
  A: z.array(z.number()),
  T: z.array(z.number()),
  smoothing: z.record(z.string(), z.number()),
  max_accel: z.record(z.string(), z.number()),
  response: z.object({
    test_damping_ratio: z.number(),
    freq: z.array(z.number()),
    value: z.array(z.number()),
  }),
});

/** Compares one shaper's impulses, smoothing, maximum acceleration and response with a table. */
export function checkShaperTable(comparison: Comparison, table: z.infer<typeof shaperTableSchema>): void {
  const name = `${table.name} at ${table.freq} Hz, damping ${table.damping_ratio}`;
  const definition = shaperByName(table.name);
  if (!definition) {
    comparison.case(name, ['this shaper is not known']);
    return;
  }
  const impulses = definition.impulses(table.freq, table.damping_ratio);
  const { test_damping_ratio: damping, freq, value } = table.response;
  const count = impulses.amplitudes.length;
  comparison.case(name, [
    ...(count === table.A.length ? [] : [`${count} impulses, expected ${table.A.length}`]),
    ...table.A.flatMap((wanted, i) => comparison.near('A', impulses.amplitudes[i] ?? NaN, wanted, 1e-6)),
    ...table.T.flatMap((wanted, i) => comparison.near('T', impulses.times[i] ?? NaN, wanted, 1e-8)),
    ...Object.entries(table.smoothing).flatMap(([key, wanted]) => {
      const [accel, corner] = numbersIn(key);
      return comparison.near(
        'table smoothing',
        shaperSmoothing(impulses, accel!, corner!),
        wanted,
        1e-6,
        wanted,
      );
    }),
    ...Object.entries(table.max_accel).flatMap(([key, wanted]) =>
      comparison.near('table max_accel', maxAccelFor(impulses, numbersIn(key)[0]!), wanted, 1e-6, wanted),
    ),
    ...freq.flatMap((hertz, i) =>
      comparison.near('response', residualRatio(impulses, hertz, damping), value[i]!, 1e-6),
    ),
  ]);
}

/** `accel5000_scv8` → [5000, 8]. */
function numbersIn(key: string): number[] {
  return [...key.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
}
