import { describe, expect, it } from 'vitest';
import { plannedRemaining } from './plan.ts';

/** 1000 bytes: the first half takes 100 s, the second 900 s. */
const plan = {
  path: 'a.gcode',
  totalSeconds: 1000,
  timeline: { bytesPerStep: 500, seconds: Float64Array.of(0, 100, 1000) },
};
const remaining = (positionBytes: number | null, printSeconds: number, speedFactor = 1) =>
  plannedRemaining({ plan, positionBytes, printSeconds, speedFactor })?.remainingSeconds;

describe('remaining time by plan', () => {
  it('knows that bytes are not time', () => {
    expect(remaining(0, 0)).toBe(1000);
    expect(remaining(500, 100)).toBe(900);
    expect(remaining(750, 550)).toBe(450);
    expect(remaining(1000, 1000)).toBe(0);
  });

  it('goes slower where this print goes slower, but not by much at first', () => {
    expect(remaining(750, 1100)).toBeCloseTo(450 * (2300 / 1750), 6);
    expect(remaining(1, 30)!).toBeLessThan(1000 * 1.11);
    expect(remaining(999, 1e9)!).toBeCloseTo(1.8 * 3, 6);
  });

  it('takes a changed speed for the rest alone', () => {
    expect(remaining(500, 100, 2)).toBe(450);
  });

  it('says nothing without a plan or a position', () => {
    expect(remaining(null, 10)).toBeUndefined();
    expect(plannedRemaining({ plan: null, positionBytes: 5, printSeconds: 1, speedFactor: 1 })).toBeNull();
  });
});
