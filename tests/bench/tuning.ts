import { benchmarks as measured } from '../../src/klipper/tuning/bench.ts';
import type { Benchmarks } from './bench.ts';
import { beside } from './tuning/beside.ts';
import { inBrowser } from './tuning/browser.ts';

/**
 * Speed against recorded figures of Klipper (the only baselines that are not of the same run), in a browser's worker,
 * and what it costs the thread that serves people.
 */
export async function benchmarks(): Promise<Benchmarks> {
  const entries = Object.entries(await measured()).map(([name, { value, baseline, ratio, ok, ...held }]) => [
    name,
    { value, baseline, ratio, ok, bar: `${held.bar} (recorded baseline)` },
  ]);
  return { ...(Object.fromEntries(entries) as Benchmarks), ...(await beside()), ...(await inBrowser()) };
}
