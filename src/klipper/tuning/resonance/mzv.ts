import { dampedBasics } from './damped.ts';
import { ResonanceError } from './errors.ts';
import { leastSquares } from './leastSquares.ts';
import type { Impulses } from './types.ts';

const MOST_IMPULSES = 24;

/**
 * MZV with `n` impulses over `t` periods (default 3 and 0.75), or with `tau` instead of t.
 * Throws ResonanceError for parameters that give no such shaper.
 */
export function mzvImpulses(given: Map<string, number>): (hertz: number, dampingRatio: number) => Impulses {
  const n = given.get('n') ?? 3;
  const tau = given.get('tau');
  if (tau !== undefined && given.has('t')) {
    throw new ResonanceError('mzv takes t or tau, not both.');
  }
  const t = tau === undefined ? (given.get('t') ?? 0.75) : (tau * (n - 1)) / (n + 2 * tau - 2);
  const undamped = undampedAmplitudes(n, t);
  return (hertz, dampingRatio) => {
    const { d, period } = dampedBasics(hertz, dampingRatio);
    const decay = Math.exp((-2 * t * dampingRatio * Math.PI) / ((n - 1) * d));
    return {
      amplitudes: undamped.map((amplitude, i) => amplitude * decay ** i),
      times: undamped.map((_, i) => ((i * t) / (n - 1)) * period),
    };
  };
}

function undampedAmplitudes(n: number, t: number): number[] {
  if (!Number.isInteger(n) || n < 3 || n > MOST_IMPULSES) {
    throw new ResonanceError(`mzv needs a whole number n of impulses from 3 to ${MOST_IMPULSES}, not ${n}.`);
  }
  if (!(t > 0) || !(n > 2 * t + 1)) {
    throw new ResonanceError(`mzv with n=${n} needs a length t above 0 and below ${(n - 1) / 2}, not ${t}.`);
  }
  if (n === 3 && t === 0.75) {
    const outer = 1 - Math.SQRT1_2;
    return [outer, Math.SQRT2 - 1, outer];
  }
  const solution = solveConditions(n, t);
  if (solution.some((amplitude) => amplitude < 0)) {
    throw new ResonanceError(`mzv with n=${n} and t=${t} would need a negative impulse; choose a longer t.`);
  }
  return solution;
}

/** Amplitudes that sum to 1 and cancel the chosen frequencies ω_j exactly. */
function solveConditions(n: number, t: number): number[] {
  const tau = (t * (n - 2)) / (n - 2 * t - 1);
  const times = Array.from({ length: n }, (_, i) => (i * t) / (n - 1));
  const rows: number[][] = [times.map(() => 1)];
  for (let j = 0; j <= n - 2; j++) {
    const omega = 2 * Math.PI * (1 + j / tau);
    rows.push(times.map((time) => Math.cos(omega * time)));
    rows.push(times.map((time) => Math.sin(omega * time)));
  }
  return leastSquares(rows, [1, ...new Array<number>(rows.length - 1).fill(0)]);
}
