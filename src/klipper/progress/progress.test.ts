import { describe, expect, it } from 'vitest';
import { fileProgress, layerAtHeight, layerCountOf, remainingTime } from './progress.ts';

describe('progress', () => {
  it('progress_by_bytes: counts between the first and the last G-code byte, not from the thumbnails', () => {
    expect(fileProgress(4_188, 4_188, 70_449, 0.053)).toBe(0);
    expect(fileProgress(13_092, 4_188, 70_449, 0.166)).toBeCloseTo(0.1344, 3);
    expect(fileProgress(78_782, 4_188, 70_449, 1)).toBe(1);
    expect(fileProgress(13_092, null, null, 0.166)).toBe(0.166);
  });

  it('says by which method the remaining time was found', () => {
    const base = { printSeconds: 0, slicerSeconds: null, speedFactor: 1, progress: null };
    expect(remainingTime(base)).toEqual({ remainingSeconds: null, method: 'none' });
    expect(remainingTime({ ...base, slicerSeconds: 400 })).toEqual({
      remainingSeconds: 400,
      method: 'slicer',
    });
    expect(remainingTime({ ...base, progress: 0.25, printSeconds: 100 })).toEqual({
      remainingSeconds: 300,
      method: 'file-position',
    });
    expect(remainingTime({ ...base, progress: 0.5, printSeconds: 600, slicerSeconds: 1000 }).method).toBe(
      'blend',
    );
  });

  it('trusts time so far more and more, and never goes below zero', () => {
    const late = remainingTime({ progress: 0.9, printSeconds: 1800, slicerSeconds: 1000, speedFactor: 1 });
    expect(late.remainingSeconds).toBeCloseTo(200, 0);
    const done = remainingTime({ progress: 1, printSeconds: 5000, slicerSeconds: 1000, speedFactor: 1 });
    expect(done.remainingSeconds).toBe(0);
  });

  it('scales the slicer’s plan by a changed speed', () => {
    const doubled = remainingTime({ progress: 0, printSeconds: 0, slicerSeconds: 1000, speedFactor: 2 });
    expect(doubled.remainingSeconds).toBe(500);
  });

  it('finds the layer by the nozzle’s height', () => {
    const facts = { firstLayerMillimetres: 0.2, layerMillimetres: 0.2, layerCount: 15 };
    expect(layerAtHeight({ ...facts, heightMillimetres: 0.2 })).toBe(1);
    expect(layerAtHeight({ ...facts, heightMillimetres: 0.6 })).toBe(3);
    expect(layerAtHeight({ ...facts, heightMillimetres: 99 })).toBe(15);
    expect(layerAtHeight({ ...facts, heightMillimetres: null })).toBeNull();
    expect(layerCountOf(3, 0.2, 0.2)).toBe(15);
  });
});
