import { ResonanceError } from './errors.ts';

const LARGEST_DAMPING = 0.99;

/** d, K and the damped period: the quantities every shaper formula starts from. */
export function dampedBasics(hertz: number, dampingRatio: number) {
  if (!(hertz > 0) || !Number.isFinite(hertz)) {
    throw new ResonanceError(`A shaper frequency must be above 0 Hz, not ${hertz}.`);
  }
  if (!(dampingRatio >= 0 && dampingRatio <= LARGEST_DAMPING)) {
    throw new ResonanceError(`A damping ratio must lie from 0 to ${LARGEST_DAMPING}, not ${dampingRatio}.`);
  }
  const d = Math.sqrt(1 - dampingRatio * dampingRatio);
  return { d, K: Math.exp((-dampingRatio * Math.PI) / d), period: 1 / (hertz * d) };
}
