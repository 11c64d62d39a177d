import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPrintTimes } from '../cli/estimateCheck.ts';
import { groundTruth } from '../testing/fixtures.ts';

it('agrees with Klipper on every run of the reference files', { timeout: 60_000 }, async () => {
  const comparison = await checkPrintTimes(join(groundTruth, 'print-time'));
  expect(comparison.failures).toEqual([]);
  expect(comparison.cases).toBe(183);
});
