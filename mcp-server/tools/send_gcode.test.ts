import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('send_gcode', () => {
  it('sends its own form of the lines, never the text it got', async () => {
    const world = createWorld();
    const { sent } = await carryOut(world, 'send_gcode', { commands: ['g28 ; all', 'N2 m104s200*9', ''] });
    expect(sent).toEqual(['G28', 'M104 S200']);
  });

  it.each([
    [['M104 S300'], 'out-of-range'],
    [['M140 S109'], 'out-of-range'],
    [['G1 X10'], 'not-homed'],
    [['G28', 'G90', 'G1 X999'], 'out-of-range'],
    [['G28', 'G91', 'G1 X5'], 'not-known'],
    [['M112'], 'not-allowed'],
    [['SAVE_CONFIG'], 'not-allowed'],
    [['M109 R200'], 'parameter'],
    [['SET_GCODE_OFFSET Z=-1'], 'parameter'],
    [['M104'], 'missing'],
    [['; nothing'], 'empty'],
    [['M83', 'G1 E5'], 'too-cold'],
    [['G1 E5'], 'absolute-extrude'],
  ])('refuses %j', async (commands, code) => {
    expect(await refusalOf(createWorld(), 'send_gcode', { commands })).toBe(code);
  });
});
