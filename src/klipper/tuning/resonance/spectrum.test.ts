import { describe, expect, it } from 'vitest';
import { RealPowerTransform } from './fft.ts';
import { kaiserWindow } from './kaiser.ts';
import { leastSquares } from './leastSquares.ts';
import { normalised } from './normalise.ts';
import type { SampleRecording } from './types.ts';
import { welchSpectrum, windowLength } from './welch.ts';

function recordingOf(rows: number, hertz: number, wave: (seconds: number) => number): SampleRecording {
  const x = Float64Array.from({ length: rows }, (_, i) => wave(i / hertz));
  const quiet = new Float64Array(rows);
  return {
    kind: 'samples',
    name: 'made up',
    firstTimeSeconds: 10,
    lastTimeSeconds: 10 + rows / hertz,
    longestStepSeconds: 1 / hertz,
    furthestBackSeconds: 0,
    x,
    y: quiet,
    z: quiet,
  };
}

describe('spectrum', () => {
  it('transforms as the definition of the discrete Fourier transform says', () => {
    const input = Float64Array.from({ length: 16 }, (_, n) => Math.sin(n * n) + n / 8);
    const power = new Float64Array(9);
    new RealPowerTransform(16).addPower(input, power);
    power.forEach((value, k) => {
      let re = 0;
      let im = 0;
      input.forEach((sample, n) => {
        re += sample * Math.cos((2 * Math.PI * k * n) / 16);
        im -= sample * Math.sin((2 * Math.PI * k * n) / 16);
      });
      expect(value).toBeCloseTo(re * re + im * im, 9);
    });
  });

  it('refuses lengths it cannot transform', () => {
    expect(() => new RealPowerTransform(12)).toThrow(RangeError);
  });

  it('weights with a symmetric window that is 1 in its middle', () => {
    const window = kaiserWindow(9, 6);
    expect(window[4]).toBe(1);
    expect(window[0]).toBeCloseTo(1 / 67.234406976478, 9);
    expect([...window].reverse()).toEqual([...window]);
  });

  it.each([
    [3200, 2048],
    [1600, 1024],
    [4100, 4096],
    [800, 512],
  ])('takes windows of half a second at %i Hz: %i samples', (hertz, samples) => {
    expect(windowLength(hertz)).toBe(samples);
  });

  it('finds the power of a sine at its frequency', () => {
    const spectrum = welchSpectrum(recordingOf(32_000, 3200, (t) => 100 * Math.sin(2 * Math.PI * 50 * t)));
    const peak = spectrum.all.indexOf(Math.max(...spectrum.all));
    expect(spectrum.frequencies[peak]).toBeCloseTo(50, 5);
    const power = spectrum.all.reduce((sum, density) => sum + density * spectrum.binHertz, 0);
    expect(power).toBeCloseTo(100 ** 2 / 2, 0);
  });

  it('refuses a recording without time, or of one window only', () => {
    expect(() => welchSpectrum(recordingOf(2048, 3200, Math.sin))).toThrow(
      'too short to analyse: 2048 samples',
    );
    expect(() => welchSpectrum({ ...recordingOf(100, 50, Math.sin), lastTimeSeconds: 10 })).toThrow(
      'do not advance',
    );
  });

  it('never normalises twice', () => {
    const once = normalised(welchSpectrum(recordingOf(8000, 3200, Math.sin)));
    expect(normalised(once)).toBe(once);
  });
});

describe('least squares', () => {
  it('solves consistent equations exactly, however many there are', () => {
    const rows = [
      [1, 2],
      [3, -1],
      [0, 5],
    ];
    const [a, b] = leastSquares(rows, [5, 1, 10]);
    expect([a, b].map((value) => value!.toFixed(9))).toEqual(['1.000000000', '2.000000000']);
  });

  it('says so where there is no unique solution', () => {
    expect(() =>
      leastSquares(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        [1, 2, 3],
      ),
    ).toThrow('no unique set');
  });
});
