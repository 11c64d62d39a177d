import { describe, expect, it } from 'vitest';
import { carryOut, homed } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('calibrate', () => {
  it.each([
    [{ routine: 'bed_mesh' }, ['G28', 'BED_MESH_CALIBRATE']],
    [{ routine: 'screws_tilt' }, ['G28', 'SCREWS_TILT_CALCULATE']],
    [{ routine: 'pid_extruder', target_c: 215 }, ['PID_CALIBRATE HEATER=extruder TARGET=215']],
    [{ routine: 'pid_bed', target_c: 60 }, ['PID_CALIBRATE HEATER=heater_bed TARGET=60']],
    [{ routine: 'z_offset' }, ['G28', 'PROBE_CALIBRATE']],
    [{ routine: 'input_shaper' }, ['G28', 'SHAPER_CALIBRATE']],
    [{ routine: 'z_offset', step: 'apply_live' }, ['Z_OFFSET_APPLY_PROBE']],
  ])('%j sends %j', async (args, lines) => {
    expect((await carryOut(createWorld(), 'calibrate', args)).sent).toEqual(lines);
  });

  it('does not home again what is homed', async () => {
    const world = createWorld();
    homed(world);
    expect((await carryOut(world, 'calibrate', { routine: 'probe_accuracy' })).sent).toEqual([
      'PROBE_ACCURACY',
    ]);
  });

  it('leads through the paper test in small steps', async () => {
    const world = createWorld();
    homed(world);
    world.printer.objectData = { manual_probe: { is_active: true, z_position: 0.4 } };
    expect(
      (await carryOut(world, 'calibrate', { routine: 'z_offset', step: 'adjust', adjust_mm: -0.1 })).sent,
    ).toEqual(['TESTZ Z=-0.1']);
    expect(
      await refusalOf(world, 'calibrate', { routine: 'z_offset', step: 'adjust', adjust_mm: -0.6 }),
    ).toBe('too-deep');
    expect(await refusalOf(world, 'calibrate', { routine: 'bed_mesh' })).toBe('open');
    world.printer.objectData = { manual_probe: { is_active: false } };
    expect(await refusalOf(world, 'calibrate', { routine: 'z_offset', step: 'accept' })).toBe('not-open');
  });

  it.each([
    [{ routine: 'pid_extruder' }, 'no-target'],
    [{ routine: 'pid_extruder', target_c: 256 }, 'out-of-range'],
    [{ routine: 'bed_mesh', step: 'accept' }, 'step'],
    [{ routine: 'bed_mesh', profile: 'a b' }, 'profile'],
  ])('refuses %j', async (args, code) => {
    expect(await refusalOf(createWorld(), 'calibrate', args)).toBe(code);
  });

  it('refuses what this printer has no command for', async () => {
    const world = createWorld();
    world.printer.commandHelp = new Map([['BED_MESH_CALIBRATE', '']]);
    expect(await refusalOf(world, 'calibrate', { routine: 'quad_gantry_level' })).toBe('not-configured');
  });
});
