import { describe, expect, it, vi } from 'vitest';
import { bytesOf, fixtureBytes } from '../testing/fixtures.ts';
import { analyseResonances } from './analyse.ts';
import { normalised } from './normalise.ts';
import { readRecording } from './readRecording.ts';
import type { Spectrum } from './types.ts';
import { welchSpectrum } from './welch.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

async function measured() {
  const recording = await readRecording('x.csv', [fixtureBytes('shaper/raw/x_typical_55.csv.gz')]);
  if (recording.kind !== 'samples') throw new Error('a raw recording was expected');
  return { recording, spectrum: welchSpectrum(recording) };
}

/** Rows up to 200 Hz, rounded as Klipper rounds its files. */
function table(header: string, spectrum: Spectrum, columns: Float64Array[], tail = ''): Uint8Array {
  const rows = [...spectrum.frequencies]
    .map(
      (hertz, k) =>
        [hertz.toFixed(1), ...columns.map((column) => column[k]!.toExponential(3))].join(',') + tail,
    )
    .slice(
      0,
      spectrum.frequencies.findIndex((hertz) => hertz > 200),
    );
  return bytesOf([header, ...rows].join('\n'));
}

async function recommendation(bytes: Uint8Array) {
  const { recommended } = analyseResonances([await readRecording('spectrum.csv', [bytes])]);
  return recommended;
}

describe("Klipper's spectrum files", () => {
  it('give nearly the answer of the recording they were made from, in every form', async () => {
    const { recording, spectrum } = await measured();
    const wanted = analyseResonances([recording]).recommended;
    const done = normalised(spectrum);
    const axes = (s: Spectrum) => [s.x!, s.y!, s.z!, s.all];
    const answers = await Promise.all([
      recommendation(table('freq,psd_x,psd_y,psd_z,psd_xyz', spectrum, axes(spectrum))),
      recommendation(table('freq,psd_x,psd_y,psd_z,psd_xyz,shapers:,zv(54.6)', done, axes(done), ',,0.123')),
      recommendation(table('freq,nozzle', spectrum, [spectrum.all])),
      recommendation(table('freq,left,right', spectrum, [spectrum.all, spectrum.all])),
    ]);
    for (const answer of answers) {
      expect(answer.name).toBe(wanted.name);
      expect(Math.abs(answer.frequencyHertz - wanted.frequencyHertz)).toBeLessThan(0.5);
    }
  });

  it('are normalised once: the file of SHAPER_CALIBRATE already is', async () => {
    const { spectrum } = await measured();
    const raw = await readRecording('a', [
      table('freq,psd_x,psd_y,psd_z,psd_xyz', spectrum, [
        spectrum.x!,
        spectrum.y!,
        spectrum.z!,
        spectrum.all,
      ]),
    ]);
    const calibrated = await readRecording('b', [table('freq,one,shapers:', spectrum, [spectrum.all])]);
    expect(raw).toMatchObject({ spectra: [{ normalised: false }] });
    expect(calibrated).toMatchObject({ spectra: [{ normalised: true }] });
  });
});

describe('options', () => {
  it.each([
    [{ squareCornerVelocity: -1 }, 'square corner velocity'],
    [{ maxVibrations: 5 }, 'a fraction'],
    [{ testDampingRatios: [] }, 'at least one test damping ratio'],
    [{ shapers: [] }, 'at least one shaper'],
    [{ shapers: ['magic'] }, 'None of these shapers is known: magic'],
    [{ shaperFrequencies: { kind: 'list' as const, frequencies: [-1] } }, 'shaper frequency'],
    [{ shaperFrequencies: { kind: 'range' as const, start: 1, end: 9999, step: 0.001 } }, 'at most 20000'],
    [{ maxFrequency: NaN }, 'highest frequency'],
  ])('that make no sense are named: %o', async (options, message) => {
    const { recording } = await measured();
    expect(() => analyseResonances([recording], options)).toThrow(message);
  });

  it('skips an unknown shaper with a message', async () => {
    const { recording } = await measured();
    const { shapers, warnings } = analyseResonances([recording], { shapers: ['magic', 'zv'] });
    expect(shapers.map(({ name }) => name)).toEqual(['zv']);
    expect(warnings).toEqual(['The shaper "magic" is not known and was skipped.']);
  });
});
