import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('set_temperature', () => {
  it.each([
    ['nozzle', 200, 'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=200'],
    ['bed', 60, 'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=60'],
    ['all', 0, 'TURN_OFF_HEATERS'],
  ])('sets %s to %d', async (heater, target_c, line) => {
    const { sent, outcome } = await carryOut(createWorld(), 'set_temperature', { heater, target_c });
    expect(sent).toEqual([line]);
    expect(outcome.status).toBe('done');
  });

  it.each([
    ['nozzle', 256, 'out-of-range'],
    ['bed', 109, 'out-of-range'],
    ['sauna', 80, 'no-heater'],
    ['all', 50, 'all'],
  ])('refuses %s at %d', async (heater, target_c, code) => {
    expect(await refusalOf(createWorld(), 'set_temperature', { heater, target_c })).toBe(code);
  });

  it('does not let a print go cold', async () => {
    const world = createWorld();
    printing(world);
    expect(await refusalOf(world, 'set_temperature', { heater: 'nozzle', target_c: 0 })).toBe('too-cold');
  });
});
