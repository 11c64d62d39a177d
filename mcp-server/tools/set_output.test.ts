import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('set_output', () => {
  it.each([
    ['exhaust', 100, 'SET_FAN_SPEED FAN=exhaust SPEED=1'],
    ['lights', 100, 'SET_PIN PIN=lights VALUE=1'],
    ['Part fan', 50, 'M106 S127'],
  ])('%s at %d', async (name, percent, line) => {
    expect((await carryOut(createWorld(), 'set_output', { name, percent })).sent).toEqual([line]);
  });

  it('refuses a firmware fan, half a switch and what is not there', async () => {
    const world = createWorld();
    expect(await refusalOf(world, 'set_output', { name: 'hotend_fan', percent: 0 })).toBe('protected');
    expect(await refusalOf(world, 'set_output', { name: 'lights', percent: 50 })).toBe('on-or-off');
    expect(await refusalOf(world, 'set_output', { name: 'nothing', percent: 0 })).toBe('no-output');
  });

  it('switches power, but not off during a print', async () => {
    const world = createWorld();
    const { sent } = await carryOut(world, 'set_output', { name: 'printer_psu', percent: 0 });
    expect(sent).toEqual(['machine.device_power.post_device']);
    printing(world);
    expect(await refusalOf(world, 'set_output', { name: 'printer_psu', percent: 0 })).toBe('printing');
  });
});
