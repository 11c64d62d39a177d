import { expect, it } from 'vitest';
import { benchmarks } from './bench.ts';

it('is many times faster than Klipper at both', { timeout: 60_000 }, async () => {
  const results = Object.entries(await benchmarks(1));
  expect(results.length).toBe(3);
  // The bars themselves belong to `npm run bench` on a quiet machine; here other tests share it.
  for (const [name, { value, baseline, ratio }] of results) {
    expect(value, name).toBeGreaterThan(0);
    expect(baseline, name).toBeGreaterThan(0);
    expect(ratio, name).toBeGreaterThan(2);
  }
});
