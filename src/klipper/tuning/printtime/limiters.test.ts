import { describe, expect, it, vi } from 'vitest';
import { bytesOf, fixtureBytes } from '../testing/fixtures.ts';
import { estimatePrintTime } from './estimate.ts';
import { gainOf } from './limiters.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const limits = { maxVelocity: 100, maxAccel: 1000, minimumCruiseRatio: 0 };
const limitedBy = async (text: string) => (await estimatePrintTime([bytesOf(text)], { limits })).limitedBy;

describe('what limits a print', () => {
  it('tells the slicer’s speed from the printer’s top speed and from acceleration', async () => {
    expect((await limitedBy('G1 X100 F3000\n')).feedRateSeconds).toBeCloseTo((100 - 2.5) / 50, 9);
    expect((await limitedBy('G1 X100 F60000\n')).topSpeedSeconds).toBeCloseTo((100 - 10) / 100, 9);
    expect(await limitedBy('G1 X1 F60000\n')).toMatchObject({ feedRateSeconds: 0, topSpeedSeconds: 0 });
  });

  it('tells segments too short for their speed, and the extruder where the flow changes', async () => {
    // 0.5 mm at 1000 mm/s² reaches 31.6 mm/s at the most: far from 100.
    expect((await limitedBy('G1 X0.5 F6000\n')).shortSegmentSeconds).toBeGreaterThan(0);
    // Long enough for its speed, had it not to begin so slowly.
    expect((await limitedBy('G1 X9 F6000\n')).shortSegmentSeconds).toBe(0);
    const flowChanges = 'M83\nG92 E0\nG1 X50 E2 F3000\nG1 X100 E10 F3000\n';
    expect((await limitedBy(flowChanges)).extruderSeconds).toBeGreaterThan(0.01);
    expect((await limitedBy('M83\nG1 X50 E2 F3000\nG1 X100 E2 F3000\n')).extruderSeconds).toBe(0);
  });

  it('adds up to the whole', async () => {
    const estimate = await estimatePrintTime([fixtureBytes('print-time/gcode/text_std.gcode.gz')]);
    const sum = Object.values(estimate.limitedBy).reduce((total, seconds) => total + seconds, 0);
    expect(sum).toBeCloseTo(estimate.totalSeconds, 6);
  });

  it('says what other limits win, and what they cannot change', async () => {
    const bytes = fixtureBytes('print-time/gcode/vase_spiral.gcode.gz');
    const before = await estimatePrintTime([bytes]);
    const after = await estimatePrintTime([bytes], { limits: { maxAccel: 12_000, squareCornerVelocity: 8 } });
    const gain = gainOf(before, after);
    expect(gain.savedSeconds).toBeCloseTo(before.totalSeconds - after.totalSeconds, 9);
    expect(gain.savedShare).toBeGreaterThan(0);
    // A vase is slow because it was sliced slowly.
    expect(gain.savedShare).toBeLessThan(0.05);
    expect(gain.limitedBy[0]!.cause).toBe('feedRateSeconds');
  });
});
