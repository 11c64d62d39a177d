import type { Impulses } from './types.ts';

/** Smoothing that Klipper tolerates when it suggests a maximum acceleration, mm. */
export const TARGET_SMOOTHING_MILLIMETRES = 0.12;
/** Acceleration of the smoothing figures in results, mm/s². */
export const REFERENCE_ACCEL = 5000;

/**
 * How far a shaper rounds a path off, mm: the larger of the deviation at a right-angled corner taken at the square
 * corner velocity (mm/s) and at a full reversal, both under `accel` (mm/s²).
 */
export function shaperSmoothing(
  { amplitudes, times }: Impulses,
  accel: number,
  squareCornerVelocity: number,
): number {
  const count = amplitudes.length;
  let sum = 0;
  let moment = 0;
  for (let i = 0; i < count; i++) {
    sum += amplitudes[i]!;
    moment += amplitudes[i]! * times[i]!;
  }
  const centre = moment / sum;
  const half = accel / 2;
  let corner = 0;
  let reversal = 0;
  for (let i = 0; i < count; i++) {
    const offset = times[i]! - centre;
    if (times[i]! >= centre) corner += amplitudes[i]! * (squareCornerVelocity + half * offset) * offset;
    reversal += amplitudes[i]! * half * offset * offset;
  }
  return Math.max((corner * Math.SQRT2) / sum, reversal / sum);
}

/** Highest acceleration (mm/s²) that keeps the smoothing at 0.12 mm or less, by bisection to 1e-8; 0 where none does. */
export function maxAccelFor(impulses: Impulses, squareCornerVelocity: number): number {
  const holds = (accel: number) =>
    shaperSmoothing(impulses, accel, squareCornerVelocity) <= TARGET_SMOOTHING_MILLIMETRES;
  if (!holds(1e-9)) return 0;
  let low = 1;
  while (!holds(low)) low /= 2;
  let high = low * 2;
  while (holds(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-8) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
