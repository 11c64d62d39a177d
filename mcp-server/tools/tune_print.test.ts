import { describe, expect, it } from 'vitest';
import { carryOut, homed } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('tune_print', () => {
  it.each([
    [{ speed_pct: 120 }, ['M220 S120']],
    [{ flow_pct: 96 }, ['M221 S96']],
    [{ fan_pct: 50 }, ['M106 S127']],
    [{ fan_pct: 0 }, ['M107']],
    [{ pressure_advance: 0.052 }, ['SET_PRESSURE_ADVANCE ADVANCE=0.052']],
    [{ accel_mm_s2: 1500 }, ['SET_VELOCITY_LIMIT ACCEL=1500']],
    [{ z_adjust_mm: 0.02 }, ['SET_GCODE_OFFSET Z_ADJUST=0.02 MOVE=1']],
  ])('%j sends %j', async (args, lines) => {
    const world = createWorld();
    homed(world);
    world.printer.settingsData = {
      printer: { max_accel: 3000, max_velocity: 300, square_corner_velocity: 5 },
    };
    expect((await carryOut(world, 'tune_print', args)).sent).toEqual(lines);
  });

  it('never goes above the configured limits', async () => {
    const world = createWorld();
    world.printer.settingsData = { printer: { max_accel: 3000 } };
    expect(await refusalOf(world, 'tune_print', { accel_mm_s2: 3001 })).toBe('out-of-range');
    expect(await refusalOf(world, 'tune_print', { velocity_mm_s: 100 })).toBe('no-limit');
  });

  it('sets pressure advance of one extruder, which must be there', async () => {
    const world = createWorld();
    world.printer.settingsData = { extruder: {}, extruder1: {}, 'extruder_stepper belted': {} };
    for (const extruder of ['extruder1', 'belted']) {
      const { sent, outcome } = await carryOut(world, 'tune_print', { pressure_advance: 0.05, extruder });
      expect(sent).toEqual([`SET_PRESSURE_ADVANCE EXTRUDER=${extruder} ADVANCE=0.05`]);
      expect(outcome.result).toEqual({ applied: { pressure_advance: 0.05 } });
    }
    for (const [args, code] of [
      [{ pressure_advance: 0.05, extruder: 'extruder7' }, 'no-extruder'],
      [{ pressure_advance: 0.05, extruder: 'extruder M112' }, 'no-extruder'],
      [{ flow_pct: 90, extruder: 'extruder1' }, 'extruder'],
      [{ extruder: 'extruder1' }, 'nothing'],
    ] as const)
      expect(await refusalOf(world, 'tune_print', args), JSON.stringify(args)).toBe(code);
  });

  it('does not let small Z steps add up to a crash', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.toolhead.zOffsetMillimetres = -0.9));
    expect(await refusalOf(world, 'tune_print', { z_adjust_mm: -0.2 })).toBe('out-of-range');
  });
});
