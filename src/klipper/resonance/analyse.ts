import { PrinterError } from '../errors.ts';
import type { Printer } from '../printer.ts';
import {
  ResonanceError,
  type AnalysisOptions,
  type Recording,
  type ResonanceAnalysis,
  type TimeSpan,
} from '../tuning/resonance/index.ts';
import { background, type Background } from '../background/index.ts';
import { nameOf, type Direction } from './chips.ts';
import type { Samples } from './samples.ts';

/** Frequencies of the test, from [resonance_tester]; Klipper's own where it says nothing. */
export function testOf(printer: Pick<Printer, 'settings'>): { from: number; to: number; perSecond: number } {
  const tester = printer.settings()['resonance_tester'];
  const option = (name: string, otherwise: number) => {
    const value = Number(tester?.[name] ?? NaN);
    return Number.isFinite(value) && value > 0 ? value : otherwise;
  };
  return { from: option('min_freq', 5), to: option('max_freq', 135), perSecond: option('hz_per_sec', 1) };
}

/** Options with which SHAPER_CALIBRATE of this printer would look at its samples. */
export function optionsOf(printer: Pick<Printer, 'settings' | 'snapshot'>): AnalysisOptions {
  const maxSmoothing = Number(printer.settings()['resonance_tester']?.['max_smoothing'] ?? NaN);
  return {
    squareCornerVelocity: printer.snapshot().toolhead.squareCornerVelocityMillimetresPerSecond ?? 5,
    maxFrequency: 1.5 * testOf(printer).to,
    ...(maxSmoothing > 0 ? { maxSmoothing } : {}),
  };
}

/** Analyses the samples of one axis's test. Throws PrinterError (`bad-answer`) where they say nothing. */
export async function analyse(
  printer: Pick<Printer, 'settings' | 'snapshot'>,
  direction: Direction,
  samples: Samples,
  span: TimeSpan,
  work: Pick<Background, 'run'> = background(),
): Promise<ResonanceAnalysis> {
  const recording: Recording = samples.recording(`raw_data_${direction}_live`, span);
  try {
    const analysis = await work.run('analyse', { recordings: [recording], options: optionsOf(printer) });
    if (samples.overflows > 0 || samples.errors > 0) {
      analysis.warnings.push(
        `The accelerometer lost samples (${samples.overflows} overflows, ${samples.errors} errors): check its cable.`,
      );
    }
    return analysis;
  } catch (cause) {
    if (!(cause instanceof ResonanceError)) throw cause;
    throw new PrinterError({
      kind: 'bad-answer',
      asked: `Measure resonances of ${nameOf(direction)}`,
      wrong: cause.message,
      tryThis: ['Check the accelerometer’s cable and fixing, and measure again.'],
      cause,
    });
  }
}
