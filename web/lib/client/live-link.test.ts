import { expect, test } from 'vitest';
import { retryDelay } from './live-link.ts';

test('tries come later and later, but never later than every 15 s', () => {
  const delays = [0, 1, 2, 3, 4, 5, 20, 1_000].map((attempt) => retryDelay(attempt, () => 1));
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('tabs do not come back all at once', () => {
  expect(retryDelay(3, () => 0)).toBe(2_000);
  expect(retryDelay(3, () => 0.5)).toBe(3_000);
});
