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
