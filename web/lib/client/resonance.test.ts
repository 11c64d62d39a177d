import { describe, expect, it } from 'vitest';
import {
  axesIn,
  beltsIn,
  curvePath,
  curvesOfAxis,
  growingIn,
  residualOf,
  sentenceOfAxis,
} from './resonance.ts';

const axis = {
  axis: 'x',
  peak_hz: 52.4,
  recommended: { type: 'mzv', hertz: 53.2, vibrations_pct: 1.2, smoothing_mm: 0.09, max_accel_mm_s2: 7800 },
  shapers: [
    { type: 'mzv', hertz: 53.2, vibrations_pct: 1.2, smoothing_mm: 0.09, max_accel_mm_s2: 7800 },
    { type: 'broken', hertz: null },
  ],
  advice: 'X: take mzv.',
  warnings: [],
  spectrum: { step_hz: 1.5, thousandths: [0, 10, 1000, 5] },
};

describe('a resonance card', () => {
  it('finds the axes of a calibration, of an action’s answer and of a recording', () => {
    for (const result of [
      { axes: [axis] },
      { result: { axes: [axis] } },
      { result: { result: { axes: [axis] } } },
    ]) {
      const [view] = axesIn(result);
      expect(view).toMatchObject({ name: 'X', peakHertz: 52.4, best: 'mzv', spectrum: [0, 0.01, 1, 0.005] });
      expect(view?.shapers).toHaveLength(1);
    }
  });

  it('leaves out what it does not know', () => {
    for (const result of [null, 'x', { axes: 1 }, { axes: [{}] }, { result: { shapers: [] } }]) {
      expect(axesIn(result)).toEqual([]);
    }
  });

  it('says what it draws', () => {
    const [view] = axesIn({ axes: [axis] });
    expect(sentenceOfAxis(view!)).toMatch(/52\.4.*mzv.*53\.2.*1\.2/);
    expect(curvePath([0, 1], 75, 150, 100)).toBe('M0.0 100.0L75.0 0.0');
    expect(residualOf(view!.shapers[0]!, 1.5)[0]).toBeCloseTo(1, 6);
    expect(residualOf({ ...view!.shapers[0]!, type: 'magic' }, 1.5)).toEqual([]);
    expect(curvesOfAxis(view!).map(({ kind }) => kind)).toEqual(['spectrum', 'best']);
  });

  it('finds compared belts in an answer and in what is kept', () => {
    const spectrum = { step_hz: 1.5, thousandths: [0, 500] };
    const compared = {
      belts: [
        { belt: 'a', peak_hz: 66, spectrum },
        { belt: 'b', peak_hz: 54, spectrum },
      ],
      similarity_pct: 40,
      advice: 'Belt B is the looser one.',
    };
    for (const result of [
      compared,
      { belts: compared },
      { result: compared },
      { result: { result: compared } },
    ]) {
      expect(beltsIn(result)).toMatchObject({ similarityPercent: 40, belts: [{ name: 'A' }, { name: 'B' }] });
    }
    expect(beltsIn({ belts: null })).toBeNull();
    expect(beltsIn({ belts: [{ belt: 'a' }] })).toBeNull();
  });

  it('draws what grows', () => {
    const spectrum = { step_hz: 1.5, thousandths: [0, 1000] };
    expect(growingIn({ axis: 'x', hertz: 40, spectrum })).toMatchObject({
      name: 'X',
      hertz: 40,
      spectrum: [0, 1],
    });
    expect(growingIn(null)).toBeNull();
  });
});
