import { describe, expect, it } from 'vitest';
import { fixtureBytes } from '../testing/fixtures.ts';
import { analyseResonances, measure } from './analyse.ts';
import { residualCurve } from './curves.ts';
import { judgeAxesNoise } from './noise.ts';
import { readRecording } from './readRecording.ts';
import { SampleCollector } from './sampleCollector.ts';

async function reference() {
  const recording = await readRecording('y.csv', [fixtureBytes('shaper/raw/y_short_3s.csv.gz')]);
  if (recording.kind !== 'samples') throw new Error('a raw recording was expected');
  return recording;
}

describe('samples that arrive live', () => {
  it('give the answer of the same samples in a file, and leave out what lies outside the motion', async () => {
    const recording = await reference();
    const { firstTimeSeconds: start, lastTimeSeconds: end } = recording;
    const collector = new SampleCollector('live', { startSeconds: start, endSeconds: end });
    const step = (end - start) / (recording.x.length - 1);
    collector.add(start - 0.5, 1e6, 1e6, 1e6);
    recording.x.forEach((x, i) =>
      collector.add(Math.min(start + i * step, end), x, recording.y[i]!, recording.z[i]!),
    );
    collector.add(end + 0.5, 1e6, 1e6, 1e6);
    expect(collector.count).toBe(recording.x.length);
    const live = analyseResonances([collector.recording()]);
    expect(live.recommended).toEqual(analyseResonances([recording]).recommended);
  });

  it('can be looked at while they still arrive', async () => {
    const { x, y, z } = await reference();
    const collector = new SampleCollector('live');
    const peaks = [4000, 8000].map((count) => {
      while (collector.count < count) {
        const i = collector.count;
        collector.add(i / 3200, x[i]!, y[i]!, z[i]!);
      }
      return Math.max(...measure(collector.recording()).spectra[0]!.all);
    });
    expect(peaks.every((peak) => peak > 0)).toBe(true);
  });
});

describe('for the page', () => {
  it('draws what a shaper leaves: nearly nothing at its frequency, everything at standstill', () => {
    const curve = residualCurve({ name: 'mzv', frequencyHertz: 50 }, [0, 50, 200]);
    expect(curve[0]).toBeCloseTo(1, 9);
    expect(curve[1]).toBeLessThan(0.05);
    expect(curve[2]).toBeLessThanOrEqual(1);
    expect(() => residualCurve({ name: 'magic', frequencyHertz: 50 }, [1])).toThrow('not known');
  });

  it('judges the noise of a machine at rest', () => {
    expect(judgeAxesNoise([20, 30, 60])).toEqual({
      healthy: true,
      text: 'Noise is low: x (20), y (30), z (60).',
    });
    expect(judgeAxesNoise([20, 800, 60]).text).toContain('high on y (800)');
    expect(judgeAxesNoise([20, 30, 0])).toMatchObject({
      healthy: false,
      text: expect.stringContaining('No signal on z'),
    });
  });
});
