import { describe, expect, it } from 'vitest';
import { delayBeforeAttempt, MIN_SPACING_MS } from './backoff.ts';

describe('delayBeforeAttempt', () => {
  it('never allows more than one attempt a second', () => {
    expect(delayBeforeAttempt(0, 0, 0, 0)).toBeGreaterThanOrEqual(MIN_SPACING_MS);
    expect(delayBeforeAttempt(0, 0, 400, 0) + 400).toBeGreaterThanOrEqual(MIN_SPACING_MS);
  });

  it('leaves time to read everything within 2 s while the outage is young', () => {
    for (let attempts = 1; attempts < 20; attempts += 1) {
      expect(delayBeforeAttempt(attempts, 119_000, 8_000, 1)).toBeLessThanOrEqual(1_200);
    }
  });

  it('grows to 15 s with jitter, and goes on for ever', () => {
    expect(delayBeforeAttempt(1_000, 3_600_000, 8_000, 1)).toBe(15_000);
    expect(delayBeforeAttempt(1_000, 3_600_000, 8_000, 0)).toBe(7_500);
  });
});
