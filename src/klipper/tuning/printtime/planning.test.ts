import { describe, expect, it } from 'vitest';
import { bytesOf } from '../testing/fixtures.ts';
import { estimatePrintTime } from './estimate.ts';
import { LimitsError } from './errors.ts';
import type { PlannerLimits } from './limits.ts';

async function secondsOf(text: string, limits: Partial<PlannerLimits> = {}) {
  const base = { maxVelocity: 1000, maxAccel: 1000, minimumCruiseRatio: 0 };
  return (await estimatePrintTime([bytesOf(text)], { limits: { ...base, ...limits } })).totalSeconds;
}

describe('planning', () => {
  it('accelerates, cruises and stops: d/v + v/a', async () => {
    expect(await secondsOf('G1 X100 F6000\n')).toBeCloseTo(1.1, 9);
  });

  it('keeps half of a short move cruising at a minimum cruise ratio of 0.5', async () => {
    const peak = Math.sqrt(500);
    const wanted = (2 * peak) / 1000 + 0.5 / peak;
    expect(await secondsOf('G1 X1 F60000\n', { minimumCruiseRatio: 0.5 })).toBeCloseTo(wanted, 9);
  });

  it('does not slow down on a straight line, whatever its pieces', async () => {
    const pieces = Array.from({ length: 1000 }, (_, i) => `G1 X${(i + 1) / 10}\n`).join('');
    expect(await secondsOf(`G1 F6000\n${pieces}`)).toBeCloseTo(1.1, 9);
  });

  it('takes a right angle at the square corner velocity', async () => {
    const corner = await secondsOf('G1 X50 F600\nG1 Y50\n', { squareCornerVelocity: 5 });
    // 10 mm/s throughout, but 5 mm/s at the corner: two ramps of 5 mm/s each cost (v − c)²/(2·v·a) beyond cruising.
    const cruising = 10 + 10 / 1000;
    expect(corner).toBeCloseTo(cruising + (2 * 5 ** 2) / (2 * 10 * 1000), 9);
  });

  it('comes to a full stop between a move of the filament alone and any other', async () => {
    const apart = (await secondsOf('M83\nG1 X50 F600\n')) + (await secondsOf('M83\nG1 E-2 F600\n'));
    expect(await secondsOf('M83\nG1 X50 F600\nG1 E-2 F600\n')).toBeCloseTo(apart, 9);
  });

  it('stops for G4, M400 and M84 and counts only what they say', async () => {
    const twice = 2 * (await secondsOf('G1 X50 F6000\n'));
    expect(await secondsOf('G1 X50 F6000\nG4 P250\nG1 X100\n')).toBeCloseTo(twice + 0.25, 9);
    expect(await secondsOf('G1 X50 F6000\nG4 S2\nG1 X100\n')).toBeCloseTo(twice, 9);
    expect(await secondsOf('G1 X50 F6000\nM400\nG1 X100\nM84\n')).toBeCloseTo(twice + 0.2, 9);
  });

  it('stops for pressure advance only where smoothing is switched on or off', async () => {
    const straight = await secondsOf('G1 X100 F6000\n');
    const changed =
      'SET_PRESSURE_ADVANCE ADVANCE=0.05\nG1 X50 F6000\nSET_PRESSURE_ADVANCE ADVANCE=0.04\nG1 X100\n';
    expect(await secondsOf(changed)).toBeCloseTo(straight, 9);
    const off = 'SET_PRESSURE_ADVANCE ADVANCE=0.05\nG1 X50 F6000\nSET_PRESSURE_ADVANCE ADVANCE=0\nG1 X100\n';
    expect(await secondsOf(off)).toBeCloseTo(straight + 0.1, 9);
  });

  it('uses limits from the file for the moves that follow, without a stop', async () => {
    expect(await secondsOf('SET_VELOCITY_LIMIT VELOCITY=50\nG1 X100 F6000\n')).toBeCloseTo(2.05, 9);
    expect(await secondsOf('M204 P500 T400\nG1 X100 F6000\n')).toBeCloseTo(1.25, 9);
    expect(await secondsOf('M204 P500\nG1 X100 F6000\n')).toBeCloseTo(1.1, 9);
  });

  it('refuses limits that make no sense, by name', async () => {
    await expect(secondsOf('G1 X1 F60', { maxAccel: -1 })).rejects.toThrow(LimitsError);
    await expect(secondsOf('G1 X1 F60', { maxAccel: 0 })).rejects.toThrow('max accel must be above 0');
    await expect(secondsOf('G1 X1 F60', { minimumCruiseRatio: 1 })).rejects.toThrow('minimum cruise ratio');
    await expect(secondsOf('G1 X1 F60', { maxVelocity: NaN })).rejects.toThrow('max velocity');
  });
});
