import type { AnalysisOptions, FrequencyChoice } from '../resonance/index.ts';
import { splitShaperNames } from '../resonance/index.ts';
import { numberList, numberOption, UsageError } from './program.ts';

export const shaperFlags = {
  scv: { type: 'string' },
  'max-smoothing': { type: 'string' },
  'max-vibrations': { type: 'string' },
  'damping-ratio': { type: 'string' },
  'test-damping-ratios': { type: 'string' },
  'max-freq': { type: 'string' },
  shapers: { type: 'string' },
  'shaper-freqs': { type: 'string' },
} as const;

type Flags = Partial<Record<keyof typeof shaperFlags, string>>;

/** Command line options as options of the analysis. Throws UsageError for what is no number. */
export function analysisOptions(flags: Flags): AnalysisOptions {
  const given: AnalysisOptions = {
    squareCornerVelocity: numberOption('scv', flags.scv),
    maxSmoothing: numberOption('max-smoothing', flags['max-smoothing']),
    maxVibrations: numberOption('max-vibrations', flags['max-vibrations']),
    dampingRatio: numberOption('damping-ratio', flags['damping-ratio']),
    testDampingRatios: numberList('test-damping-ratios', flags['test-damping-ratios']),
    maxFrequency: numberOption('max-freq', flags['max-freq']),
    shapers: flags.shapers === undefined ? undefined : splitShaperNames(flags.shapers),
    shaperFrequencies: frequencyChoice(flags['shaper-freqs']),
  };
  return given;
}

/** `[start]:[end]:[step]` with parts left out as one likes, or a list of exact frequencies. */
function frequencyChoice(text: string | undefined): FrequencyChoice | undefined {
  if (text === undefined) return undefined;
  const name = 'shaper-freqs';
  if (!text.includes(':')) return { kind: 'list', frequencies: numberList(name, text)! };
  const parts = text.split(':');
  if (parts.length > 3) throw new UsageError(`--${name} takes start:end:step or a list, not "${text}".`);
  const [start, end, step] = [0, 1, 2].map((i) => numberOption(name, parts[i]?.trim() || undefined) ?? null);
  return { kind: 'range', start: start!, end: end!, step: step! };
}

/** Options as `expected.json` writes them; the run's id tells a list of frequencies from start, end and step. */
export function expectedOptions(options: Record<string, unknown>, id = ''): AnalysisOptions {
  const frequencies = options['shaper_freqs'] as (number | null)[] | undefined;
  return {
    squareCornerVelocity: options['scv'] as number | undefined,
    maxSmoothing: options['max_smoothing'] as number | undefined,
    maxVibrations: options['max_vibrations'] as number | undefined,
    dampingRatio: options['damping_ratio'] as number | undefined,
    testDampingRatios: options['test_damping_ratios'] as number[] | undefined,
    maxFrequency: options['max_freq'] as number | undefined,
    shapers: options['shapers'] as string[] | undefined,
    shaperFrequencies: frequencies && expectedFrequencies(frequencies, id),
  };
}

function expectedFrequencies(values: (number | null)[], id: string): FrequencyChoice {
  const [start = null, end = null, step = null] = values;
  const isList = values.length !== 3 || id.startsWith('freq_list');
  if (isList) return { kind: 'list', frequencies: values.filter((value) => value !== null) };
  return { kind: 'range', start, end, step };
}
