import { VibrationMeter } from './residual.ts';
import { maxAccelFor, REFERENCE_ACCEL, shaperSmoothing } from './smoothing.ts';
import type { ShaperDefinition } from './shaperDefinitions.ts';
import type { AnalysisOptions, FrequencyChoice, ShaperResult, Spectrum } from './types.ts';

export const DEFAULT_SQUARE_CORNER_VELOCITY = 5;
export const DEFAULT_DAMPING_RATIO = 0.1;
export const DEFAULT_TEST_DAMPING_RATIOS = [0.075, 0.1, 0.15];
export const DEFAULT_MAX_HERTZ = 200;
const GRID_END_HERTZ = 150;
const GRID_STEP_HERTZ = 0.2;

/** One frequency that was tried; maximum acceleration is worked out only for those that are reported. */
export interface Trial {
  frequencyHertz: number;
  vibrations: number;
  smoothing: number;
  score: number;
}

export interface Fit {
  definition: ShaperDefinition;
  selected: Trial;
  /** All that was tried, by ascending frequency. */
  trials: Trial[];
}

/** Frequencies to try for a shaper, ascending: its own grid, a range, or a list. */
export function frequencyGrid(choice: FrequencyChoice | undefined, lowestHertz: number): number[] {
  if (choice?.kind === 'list') return [...choice.frequencies].sort((a, b) => a - b);
  const end = choice?.end ?? GRID_END_HERTZ;
  const start = Math.min(choice?.start ?? lowestHertz, end - 1e-7);
  const step = choice?.step ?? GRID_STEP_HERTZ;
  // The increment as a float ends up after one addition, as a computed range does it.
  const increment = start + step - start;
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, i) => start + i * increment);
}

/**
 * The best frequency for one shaper over all spectra (which must be normalised): specification 1.7.
 * Walks from the highest frequency down, so that a tie goes to the higher one.
 */
export function fitShaper(definition: ShaperDefinition, spectra: Spectrum[], options: AnalysisOptions): Fit {
  const grid = frequencyGrid(options.shaperFrequencies, definition.lowestHertz);
  const highest = Math.max(options.maxFrequency ?? DEFAULT_MAX_HERTZ, grid[grid.length - 1]!);
  const meters = spectra.map((spectrum) => new VibrationMeter(spectrum, highest));
  const trials: Trial[] = [];
  let best: Trial | null = null;
  for (const hertz of grid.reverse()) {
    const impulses = definition.impulses(hertz, options.dampingRatio ?? DEFAULT_DAMPING_RATIO);
    const smoothing = smoothingAt(impulses, options);
    if (best && options.maxSmoothing !== undefined && smoothing > options.maxSmoothing) {
      return { definition, selected: best, trials: trials.reverse() };
    }
    const vibrations = worstVibrations(meters, impulses, options);
    const score = smoothing * (vibrations ** 1.5 + vibrations * 0.2 + 0.01);
    const trial = { frequencyHertz: hertz, vibrations, smoothing, score };
    trials.push(trial);
    if (best === null || vibrations < best.vibrations) best = trial;
  }
  trials.reverse();
  return { definition, selected: selectTrial(trials, best!, options.maxVibrations), trials };
}

function smoothingAt(impulses: ReturnType<ShaperDefinition['impulses']>, options: AnalysisOptions): number {
  const corner = options.squareCornerVelocity ?? DEFAULT_SQUARE_CORNER_VELOCITY;
  return shaperSmoothing(impulses, REFERENCE_ACCEL, corner);
}

function worstVibrations(
  meters: VibrationMeter[],
  impulses: ReturnType<ShaperDefinition['impulses']>,
  options: AnalysisOptions,
): number {
  let worst = 0;
  for (const damping of options.testDampingRatios ?? DEFAULT_TEST_DAMPING_RATIOS) {
    for (const meter of meters) worst = Math.max(worst, meter.remaining(impulses, damping));
  }
  return worst;
}

/** Trades a little vibration for less smoothing: nearly as good as the best, with a better score. */
function selectTrial(trials: Trial[], best: Trial, maxVibrations: number | undefined): Trial {
  const tooMuch = maxVibrations !== undefined && best.vibrations > maxVibrations;
  let selected = best;
  for (const trial of trials) {
    if (trial.vibrations >= best.vibrations * 1.1 + 0.0005) continue;
    if (trial.score < selected.score || tooMuch) selected = trial;
  }
  return selected;
}

/** A trial as a result, with the highest acceleration it suggests. */
export function resultOf({ definition }: Fit, trial: Trial, options: AnalysisOptions): ShaperResult {
  const impulses = definition.impulses(trial.frequencyHertz, options.dampingRatio ?? DEFAULT_DAMPING_RATIO);
  return {
    name: definition.name,
    // 54.60000000000041 is the grid point 54.6.
    frequencyHertz: Number(trial.frequencyHertz.toFixed(6)),
    vibrations: trial.vibrations,
    smoothingMillimetres: trial.smoothing,
    score: trial.score,
    maxAccel: maxAccelFor(impulses, options.squareCornerVelocity ?? DEFAULT_SQUARE_CORNER_VELOCITY),
  };
}
