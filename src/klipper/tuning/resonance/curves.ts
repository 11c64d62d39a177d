import { ResonanceError } from './errors.ts';
import { DEFAULT_DAMPING_RATIO, DEFAULT_TEST_DAMPING_RATIOS } from './fit.ts';
import { residualRatio } from './residual.ts';
import { shaperByName } from './shaperNames.ts';
import type { AnalysisOptions } from './types.ts';

/**
 * What a shaper leaves of a vibration at each frequency (Hz), 0 to 1, in the worst case of the damping ratios: the
 * curve of a graph. Multiplied with a spectrum it is the spectrum after shaping. Throws ResonanceError for a name
 * that is not known.
 */
export function residualCurve(
  shaper: { name: string; frequencyHertz: number },
  frequencies: ArrayLike<number>,
  options: Pick<AnalysisOptions, 'dampingRatio' | 'testDampingRatios'> = {},
): Float64Array {
  const definition = shaperByName(shaper.name);
  if (!definition) throw new ResonanceError(`The shaper "${shaper.name}" is not known.`);
  const impulses = definition.impulses(shaper.frequencyHertz, options.dampingRatio ?? DEFAULT_DAMPING_RATIO);
  const ratios = options.testDampingRatios ?? DEFAULT_TEST_DAMPING_RATIOS;
  return Float64Array.from(frequencies, (hertz) =>
    Math.max(...ratios.map((damping) => residualRatio(impulses, hertz, damping))),
  );
}
