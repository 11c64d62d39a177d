import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Recording, ResonanceAnalysis } from '../resonance/index.ts';
import { analyseResonances, normalised, readRecording, welchSpectrum } from '../resonance/index.ts';
import { Comparison } from './comparison.ts';
import { expectedAnswers, filePieces } from './files.ts';
import { checkShaperTable, shaperTableSchema } from './shaperTableCheck.ts';
import { expectedOptions } from './shaperOptions.ts';

const runSchema = z.object({
  id: z.string().optional(),
  options: z.record(z.string(), z.unknown()).default({}),
  recommended: z.object({ name: z.string(), freq: z.number() }),
  shapers: z.array(
    z.object({
      name: z.string(),
      freq: z.number(),
      vibrations: z.number(),
      smoothing: z.number(),
      score: z.number(),
      max_accel: z.number(),
    }),
  ),
});
type ExpectedRun = z.infer<typeof runSchema>;

const psdPart = z.enum(['freq', 'x', 'y', 'z', 'all', 'normalized_all']);
type PsdPart = z.infer<typeof psdPart>;
const setSchema = z.object({
  file: z.string(),
  error: z.string().optional(),
  sampling_freq: z.number().optional(),
  nfft: z.number().optional(),
  psd: z.partialRecord(psdPart, z.array(z.number())).optional(),
  axes_noise: z.array(z.number()).optional(),
  runs: z.array(runSchema).default([]),
});
type ExpectedSet = z.infer<typeof setSchema>;

const expectedSchema = z.object({
  sets: z.record(z.string(), setSchema),
  shaper_tables: z.array(shaperTableSchema).default([]),
  combined: z.array(runSchema.extend({ sets: z.array(z.string()) })).default([]),
  measured_psd: z.record(z.string(), setSchema).optional(),
});

/** Compares our answers with a folder like ground-truth/shaper: every run of every recording, combinations, tables. */
export async function checkShapers(directory: string): Promise<Comparison> {
  const expected = expectedSchema.parse(await expectedAnswers(directory));
  const comparison = new Comparison();
  const load = (set: ExpectedSet) => readRecording(set.file, filePieces(join(directory, set.file)));
  for (const [name, set] of Object.entries(expected.sets)) await checkSet(comparison, name, set, load);
  for (const run of expected.combined) {
    const recordings = await Promise.all(run.sets.map((name) => load(expected.sets[name]!)));
    checkRun(comparison, run.sets.join(' + '), run, recordings);
  }
  for (const table of expected.shaper_tables) checkShaperTable(comparison, table);
  if (!expected.measured_psd) comparison.skipped.push('measured_psd is not part of this folder');
  for (const [name, set] of Object.entries(expected.measured_psd ?? {})) {
    if (existsSync(join(directory, set.file))) await checkSet(comparison, name, set, load);
    else comparison.skipped.push(`measured_psd: ${set.file} is not part of this folder`);
  }
  return comparison;
}

async function checkSet(
  comparison: Comparison,
  name: string,
  set: ExpectedSet,
  load: (set: ExpectedSet) => Promise<Recording>,
): Promise<void> {
  if (set.error !== undefined) {
    const refused = await load(set)
      .then((recording) => analyseResonances([recording]))
      .then(
        () => false,
        () => true,
      );
    comparison.case(name, refused ? [] : [`was analysed, expected an error (${set.error})`]);
    return;
  }
  const recording = await load(set);
  if (set.psd) comparison.case(`${name} spectrum`, spectrumDifferences(comparison, set, recording));
  for (const run of set.runs) checkRun(comparison, name, run, [recording]);
}

function spectrumDifferences(comparison: Comparison, set: ExpectedSet, recording: Recording): string[] {
  const measured = recording.kind === 'samples' ? welchSpectrum(recording) : null;
  const spectrum = recording.kind === 'samples' ? measured! : recording.spectra[0]!;
  const differences = Object.entries(set.psd!).flatMap(([part, wanted]) => {
    const got = {
      freq: spectrum.frequencies,
      x: spectrum.x,
      y: spectrum.y,
      z: spectrum.z,
      all: spectrum.all,
      normalized_all: normalised(spectrum).all,
    }[part as PsdPart];
    const peak = Math.max(...wanted);
    return wanted.flatMap((value, k) =>
      comparison.near(`spectrum ${part}`, got?.[k] ?? NaN, value, 1e-6, peak),
    );
  });
  if (!measured) return differences;
  const { samplingHertz, windowSamples } = measured;
  const { axesNoise } = analyseResonances([recording], { shapers: ['zv'] }).recordings[0]!;
  return [
    ...differences,
    ...comparison.near(
      'sampling_freq',
      samplingHertz,
      set.sampling_freq ?? samplingHertz,
      1e-6,
      samplingHertz,
    ),
    ...comparison.near('nfft', windowSamples, set.nfft ?? windowSamples, 0),
    ...(set.axes_noise ?? []).flatMap((value, i) =>
      comparison.near('axes_noise', axesNoise![i]!, value, 1e-6, value),
    ),
  ];
}

function checkRun(comparison: Comparison, name: string, run: ExpectedRun, recordings: Recording[]): void {
  const analysis = analyseResonances(recordings, expectedOptions(run.options, run.id));
  comparison.case(`${name} ${run.id ?? ''}`.trim(), runDifferences(comparison, analysis, run));
}

function runDifferences(comparison: Comparison, analysis: ResonanceAnalysis, run: ExpectedRun): string[] {
  const names = analysis.shapers.map(({ name }) => name).join(', ');
  const wantedNames = run.shapers.map(({ name }) => name).join(', ');
  if (names !== wantedNames) return [`shapers are ${names}, expected ${wantedNames}`];
  const { recommended, shapers } = analysis;
  const tied = new Set<string>();
  const differences = run.shapers.flatMap((wanted, i) => {
    const got = shapers[i]!;
    const sameFrequency = Math.abs(got.frequencyHertz - wanted.freq) < 1e-6;
    if (
      !sameFrequency &&
      Math.abs(got.frequencyHertz - wanted.freq) < 0.2001 &&
      Math.abs(got.score - wanted.score) <= 1e-9
    ) {
      tied.add(wanted.name);
      return [];
    }
    return [
      ...(sameFrequency ? [] : [`${wanted.name} at ${got.frequencyHertz} Hz, expected ${wanted.freq} Hz`]),
      ...comparison.near('vibrations', got.vibrations, wanted.vibrations, 1e-6),
      ...comparison.near('smoothing', got.smoothingMillimetres, wanted.smoothing, 1e-6, wanted.smoothing),
      ...comparison.near('max_accel', got.maxAccel, wanted.max_accel, 1e-6, wanted.max_accel),
    ];
  });
  const { name, freq } = run.recommended;
  const off = tied.has(name) ? 0.2001 : 1e-6;
  const same = recommended.name === name && Math.abs(recommended.frequencyHertz - freq) < off;
  return same
    ? differences
    : [
        `recommended ${recommended.name} @ ${recommended.frequencyHertz}, expected ${name} @ ${freq}`,
        ...differences,
      ];
}
