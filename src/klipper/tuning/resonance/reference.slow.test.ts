import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkShapers } from '../cli/shaperCheck.ts';
import { groundTruth } from '../testing/fixtures.ts';

it('agrees with Klipper on every run, combination and shaper table', { timeout: 60_000 }, async () => {
  const comparison = await checkShapers(join(groundTruth, 'shaper'));
  expect(comparison.failures).toEqual([]);
  expect(comparison.cases).toBe(333);
  expect(comparison.skipped).toEqual(['measured_psd is not part of this folder']);
});
