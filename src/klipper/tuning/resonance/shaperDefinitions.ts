import { dampedBasics } from './damped.ts';
import { mzvImpulses } from './mzv.ts';
import type { Impulses } from './types.ts';

/** A shaper as Klipper knows it: lowest frequency of its grid, and its impulses at a frequency (Hz) and damping ratio. */
export interface ShaperDefinition {
  name: string;
  lowestHertz: number;
  impulses(hertz: number, dampingRatio: number): Impulses;
}

export function zvImpulses(hertz: number, dampingRatio: number): Impulses {
  const { K, period } = dampedBasics(hertz, dampingRatio);
  return { amplitudes: [1, K], times: [0, period / 2] };
}

export function zvdImpulses(hertz: number, dampingRatio: number): Impulses {
  const { K, period } = dampedBasics(hertz, dampingRatio);
  return { amplitudes: [1, 2 * K, K * K], times: [0, period / 2, period] };
}

/** EI shaper for a tolerated vibration `tolerance` (0.05 by default), polynomials fitted in the damping ratio. */
export function eiImpulses(hertz: number, dampingRatio: number, tolerance: number): Impulses {
  const { period } = dampedBasics(hertz, dampingRatio);
  const v = tolerance;
  const first = polynomial(
    [0.24968 + 0.24961 * v, 0.80008 + 1.23328 * v, 0.49599 + 3.17316 * v],
    dampingRatio,
  );
  const last = polynomial(
    [0.25149 + 0.21474 * v, -0.83249 + 1.41498 * v, 0.85181 - 4.90094 * v],
    dampingRatio,
  );
  const middle = polynomial(
    [0.4999, 0.46159 * v + 8.57843 * v * v, 4.26169 * v - 108.644 * v * v, 1.75601 * v + 336.989 * v * v],
    dampingRatio,
  );
  return { amplitudes: [first, 1 - first - last, last], times: [0, middle * period, period] };
}

// Singhose et al.: cubic in the damping ratio, lowest power first; times in units of the undamped period.
const TWO_HUMP = {
  times: [
    [0],
    [0.4989, 0.1627, -0.54262, 6.1618],
    [0.99748, 0.18382, -1.5827, 8.1712],
    [1.4992, -0.09297, -0.28338, 1.8571],
  ],
  amplitudes: [
    [0.16054, 0.76699, 2.2656, -1.2275],
    [0.33911, 0.45081, -2.5808, 1.7365],
    [0.34089, -0.61533, -0.68765, 0.42261],
    [0.15997, -0.60246, 1.0028, -0.93145],
  ],
};

const THREE_HUMP = {
  times: [
    [0],
    [0.49974, 0.23834, 0.44559, 12.472],
    [0.99849, 0.29808, -2.3646, 23.399],
    [1.4987, 0.10306, -2.0139, 17.032],
    [1.9996, -0.28231, 0.61536, 5.4045],
  ],
  amplitudes: [
    [0.11275, 0.76632, 3.2916, -1.4438],
    [0.23698, 0.61164, -2.5785, 4.8522],
    [0.30008, -0.19062, -2.1456, 0.13744],
    [0.23775, -0.73297, 0.46885, -2.0865],
    [0.11244, -0.45439, 0.96382, -1.46],
  ],
};

function humps(table: typeof TWO_HUMP, hertz: number, dampingRatio: number): Impulses {
  dampedBasics(hertz, dampingRatio);
  return {
    amplitudes: table.amplitudes.map((coefficients) => polynomial(coefficients, dampingRatio)),
    times: table.times.map((coefficients) => polynomial(coefficients, dampingRatio) / hertz),
  };
}

function polynomial(coefficients: number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** Parameters a shaper name may carry, in the order of positional ones. */
export const shaperFamilies: Record<
  string,
  {
    lowestHertz: number;
    parameters: string[];
    build(given: Map<string, number>): ShaperDefinition['impulses'];
  }
> = {
  zv: { lowestHertz: 21, parameters: [], build: () => zvImpulses },
  mzv: { lowestHertz: 23, parameters: ['n', 't', 'tau'], build: mzvImpulses },
  zvd: { lowestHertz: 29, parameters: [], build: () => zvdImpulses },
  ei: {
    lowestHertz: 29,
    parameters: ['v_tol'],
    build: (given) => (hertz, damping) => eiImpulses(hertz, damping, given.get('v_tol') ?? 0.05),
  },
  '2hump_ei': { lowestHertz: 39, parameters: [], build: () => (hertz, d) => humps(TWO_HUMP, hertz, d) },
  '3hump_ei': { lowestHertz: 48, parameters: [], build: () => (hertz, d) => humps(THREE_HUMP, hertz, d) },
};
