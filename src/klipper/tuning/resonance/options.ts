import { ResonanceError } from './errors.ts';
import type { AnalysisOptions, FrequencyChoice } from './types.ts';

const MOST_FREQUENCIES = 20_000;
const HIGHEST_HERTZ = 10_000;

/** Throws ResonanceError naming the first option that makes no sense. */
export function checkOptions(options: AnalysisOptions): void {
  within('square corner velocity', options.squareCornerVelocity, 0, 1000, 'mm/s');
  within('largest smoothing', options.maxSmoothing, 1e-9, 1000, 'mm');
  within('largest remaining vibration', options.maxVibrations, 0, 1, '(a fraction: 0.05 is 5 %)');
  within('damping ratio', options.dampingRatio, 0, 0.99, '');
  within('highest frequency', options.maxFrequency, 1, HIGHEST_HERTZ, 'Hz');
  options.testDampingRatios?.forEach((ratio) => within('test damping ratio', ratio, 0, 0.99, ''));
  if (options.testDampingRatios?.length === 0)
    throw new ResonanceError('Give at least one test damping ratio.');
  if (options.shapers?.length === 0) throw new ResonanceError('Give at least one shaper to try.');
  if (options.shaperFrequencies) checkFrequencies(options.shaperFrequencies);
}

function checkFrequencies(choice: FrequencyChoice): void {
  if (choice.kind === 'list') {
    if (choice.frequencies.length === 0) throw new ResonanceError('Give at least one shaper frequency.');
    choice.frequencies.forEach((hertz) => within('shaper frequency', hertz, 0.1, HIGHEST_HERTZ, 'Hz'));
    return;
  }
  const { start, end, step } = choice;
  within('start of the shaper frequencies', start ?? undefined, 0.1, HIGHEST_HERTZ, 'Hz');
  within('end of the shaper frequencies', end ?? undefined, 0.2, HIGHEST_HERTZ, 'Hz');
  within('step of the shaper frequencies', step ?? undefined, 1e-3, HIGHEST_HERTZ, 'Hz');
  const count = ((end ?? 150) - (start ?? 20)) / (step ?? 0.2);
  if (count > MOST_FREQUENCIES) {
    throw new ResonanceError(
      `These are ${Math.round(count)} shaper frequencies, at most ${MOST_FREQUENCIES} are tried.`,
    );
  }
}

function within(what: string, value: number | undefined, low: number, high: number, unit: string): void {
  if (value === undefined || (value >= low && value <= high)) return;
  throw new ResonanceError(
    `The ${what} must lie from ${low} to ${high} ${unit}`.trimEnd() + `, not ${value}.`,
  );
}
