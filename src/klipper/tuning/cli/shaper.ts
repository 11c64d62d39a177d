import { parseArgs } from 'node:util';
import type { Recording, ResonanceAnalysis, ShaperResult } from '../resonance/index.ts';
import { analyseResonances, readRecording } from '../resonance/index.ts';
import { filePieces } from './files.ts';
import type { Output } from './program.ts';
import { consoleOutput, EXIT_DONE, reportError, UsageError } from './program.ts';
import { checkShapers } from './shaperCheck.ts';
import { analysisOptions, shaperFlags } from './shaperOptions.ts';

const USAGE = `Use: npm run shaper -- FILE… [--scv N] [--max-smoothing MM] [--max-vibrations FRACTION] [--damping-ratio R]
       [--test-damping-ratios A,B] [--max-freq HZ] [--shapers A,B] [--shaper-freqs START:END:STEP or A,B] [--json]
     npm run shaper -- --check DIR [--json]`;

/** Runs the command; the exit code is 0 done, 1 a check falls short, 2 the input or the settings are wrong. */
export async function main(args: string[], output: Output = consoleOutput): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...shaperFlags, json: { type: 'boolean' }, check: { type: 'string' } },
    });
    if (values.check !== undefined) {
      return (await checkShapers(values.check)).report('input shapers', values.json ?? false, output);
    }
    if (positionals.length === 0) throw new UsageError(USAGE);
    const recordings: Recording[] = [];
    for (const file of positionals) recordings.push(await readRecording(file, filePieces(file)));
    const analysis = analyseResonances(recordings, analysisOptions(values));
    output.out(values.json ? JSON.stringify(analysisJson(analysis), null, 2) : analysisText(analysis));
    return EXIT_DONE;
  } catch (error) {
    return reportError(error, args.includes('--json'), output);
  }
}

/** The object other programs read; the first recording stands at the top, all of them under `recordings`. */
export function analysisJson({ recommended, shapers, recordings, warnings }: ResonanceAnalysis) {
  const measured = recordings.map(({ name, samplingHertz, windowSamples, axesNoise }) => ({
    file: name,
    sampling_freq: samplingHertz,
    nfft: windowSamples,
    axes_noise: axesNoise,
  }));
  return {
    recommended: { name: recommended.name, freq: recommended.frequencyHertz },
    shapers: shapers.map((shaper) => ({
      name: shaper.name,
      freq: shaper.frequencyHertz,
      vibrations: shaper.vibrations,
      smoothing: shaper.smoothingMillimetres,
      score: shaper.score,
      max_accel: shaper.maxAccel,
    })),
    sampling_freq: measured[0]!.sampling_freq,
    nfft: measured[0]!.nfft,
    axes_noise: measured[0]!.axes_noise,
    ...(measured.length > 1 ? { recordings: measured } : {}),
    warnings,
  };
}

function analysisText({ recommended, shapers, warnings }: ResonanceAnalysis): string {
  return [
    ...warnings.map((warning) => `Note: ${warning}`),
    ...shapers.map(shaperLine),
    `Recommended: ${recommended.name} at ${recommended.frequencyHertz.toFixed(1)} Hz.`,
  ].join('\n');
}

function shaperLine(shaper: ShaperResult): string {
  const vibrations = `${(shaper.vibrations * 100).toFixed(1)} % vibration left`;
  const smoothing = `${shaper.smoothingMillimetres.toFixed(3)} mm smoothing`;
  const accel = `up to ${Math.round(shaper.maxAccel / 100) * 100} mm/s²`;
  return `${shaper.name.padEnd(10)} ${shaper.frequencyHertz.toFixed(1).padStart(5)} Hz: ${vibrations}, ${smoothing}, ${accel}`;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
