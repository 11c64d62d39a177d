import { describe, expect, it } from 'vitest';
import { carryOut, homed } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('move', () => {
  it('moves by a distance and puts the mode back', async () => {
    const world = createWorld();
    homed(world);
    expect((await carryOut(world, 'move', { z_mm: 5 })).sent).toEqual([
      'SAVE_GCODE_STATE NAME=cloud_print',
      'G91',
      'G1 Z5 F600',
      'RESTORE_GCODE_STATE NAME=cloud_print',
      'M400',
    ]);
  });

  it('moves to a position', async () => {
    const world = createWorld();
    homed(world);
    const { sent } = await carryOut(world, 'move', { x_mm: 110, y_mm: 110, absolute: true, speed_mm_s: 100 });
    expect(sent).toContain('G1 X110 Y110 F6000');
    expect(sent).toContain('G90');
  });

  it.each([
    [{ z_mm: -21 }, 'out-of-range'],
    [{ x_mm: 236, absolute: true }, 'out-of-range'],
    [{ x_mm: 101 }, 'too-far'],
    [{ z_mm: 51 }, 'too-far'],
    [{}, 'no-axis'],
  ])('refuses %j', async (args, code) => {
    const world = createWorld();
    homed(world);
    expect(await refusalOf(world, 'move', args)).toBe(code);
  });

  it('knows that a live Z offset shifts absolute heights', async () => {
    const world = createWorld();
    homed(world);
    world.printer.change((state) => (state.toolhead.zOffsetMillimetres = -0.5));
    expect(await refusalOf(world, 'move', { z_mm: 0.2, absolute: true })).toBe('out-of-range');
  });
});
