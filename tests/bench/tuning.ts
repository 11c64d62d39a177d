import { benchmarks as measured } from '../../src/klipper/tuning/bench.ts';
import type { Benchmarks } from './bench.ts';

/** Speed against recorded figures of Klipper: the only baselines that are not of the same run. */
export async function benchmarks(): Promise<Benchmarks> {
  const entries = Object.entries(await measured()).map(([name, result]) => [
    name,
    { ...result, bar: `≥ ${result.bar} (recorded baseline)` },
  ]);
  return Object.fromEntries(entries);
}
