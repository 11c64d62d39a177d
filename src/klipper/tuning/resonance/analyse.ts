import { chooseShaper } from './choose.ts';
import { ResonanceError } from './errors.ts';
import { fitShaper, resultOf } from './fit.ts';
import { normalised } from './normalise.ts';
import { checkOptions } from './options.ts';
import { recordingDoubts } from './quality.ts';
import { DEFAULT_SHAPERS, shaperByName } from './shaperNames.ts';
import type { ShaperDefinition } from './shaperDefinitions.ts';
import type { AnalysisOptions, Recording, RecordingSummary, ResonanceAnalysis, Spectrum } from './types.ts';
import { welchSpectrum } from './welch.ts';

/**
 * Fits input shapers to one or several recordings (judged together: the worst one counts at every step) and
 * recommends one, as Klipper v0.13.0-730 does.
 * Throws ResonanceError where a recording cannot be analysed or an option makes no sense.
 */
export function analyseResonances(recordings: Recording[], options: AnalysisOptions = {}): ResonanceAnalysis {
  if (recordings.length === 0) throw new ResonanceError('There is no recording to analyse.');
  checkOptions(options);
  const warnings: string[] = [];
  const definitions = chosenShapers(options.shapers ?? DEFAULT_SHAPERS, warnings);
  const measured = recordings.map((recording) => measure(recording, warnings));
  const spectra = measured.flatMap(({ spectra }) => spectra.map(normalised));
  refuseSilence(spectra, options);
  const fits = definitions.map((definition) => fitShaper(definition, spectra, options));
  const { recommended, reported } = chooseShaper(fits, options.maxVibrations);
  return {
    recommended: resultOf(recommended.fit, recommended.trial, options),
    shapers: reported.map(({ fit, trial }) => resultOf(fit, trial, options)),
    recordings: measured.map(({ summary }) => summary),
    spectra,
    warnings,
  };
}

function chosenShapers(names: string[], warnings: string[]): ShaperDefinition[] {
  const definitions = names.flatMap((name) => {
    const definition = shaperByName(name);
    if (definition === null) warnings.push(`The shaper "${name}" is not known and was skipped.`);
    return definition ?? [];
  });
  if (definitions.length === 0) {
    throw new ResonanceError(
      `None of these shapers is known: ${names.join(', ')}. Try ${DEFAULT_SHAPERS.join(', ')}.`,
    );
  }
  return definitions;
}

/** Spectrum and summary of one recording. */
export function measure(
  recording: Recording,
  warnings: string[] = [],
): { spectra: Spectrum[]; summary: RecordingSummary } {
  if (recording.kind === 'spectra') {
    const summary = { name: recording.name, samplingHertz: null, windowSamples: null, axesNoise: null };
    return { spectra: recording.spectra, summary };
  }
  const doubts = recordingDoubts(recording);
  const spectrum = welchSpectrum(recording);
  warnings.push(...doubts);
  const mean = (density: Float64Array) => density.reduce((sum, value) => sum + value, 0) / density.length;
  const axesNoise: [number, number, number] = [mean(spectrum.x!), mean(spectrum.y!), mean(spectrum.z!)];
  const { samplingHertz, windowSamples } = spectrum;
  return { spectra: [spectrum], summary: { name: recording.name, samplingHertz, windowSamples, axesNoise } };
}

function refuseSilence(spectra: Spectrum[], options: AnalysisOptions): void {
  for (const spectrum of spectra) {
    const limit = options.maxFrequency ?? 200;
    const peak = spectrum.all.reduce(
      (highest, value, k) => (spectrum.frequencies[k]! <= limit ? Math.max(highest, value) : highest),
      0,
    );
    if (!(peak > 0) || !Number.isFinite(peak)) {
      throw new ResonanceError(
        `There is no vibration up to ${limit} Hz in the recording: nothing to fit a shaper to.`,
      );
    }
  }
}
