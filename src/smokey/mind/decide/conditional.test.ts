import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../index.ts';
import { sceneSnapshot, sensor, talk } from '../testing/scene.ts';

const hot = sceneSnapshot({
  sensors: [
    sensor('extruder', 'Nozzle', 'nozzle', 210, 210, 285),
    sensor('heater_bed', 'Bed', 'bed', 60, 60, 110),
  ],
});

beforeAll(warmBuiltinModel);

describe('a condition about now', () => {
  it.each([
    ['if the bed is above 50 turn it off', { heater: 'heater_bed', target_c: 0 }],
    ['turn the bed off if it is above 50', { heater: 'heater_bed', target_c: 0 }],
    [
      'Provided the bed is above 50, switch it off, otherwise leave it',
      { heater: 'heater_bed', target_c: 0 },
    ],
    ['if it is over 150 switch the nozzle off otherwise heat it to 240', { heater: 'extruder', target_c: 0 }],
    ['if the bed is below 50 turn it off, otherwise set it to 70', { heater: 'heater_bed', target_c: 70 }],
    ['wenn das bett über 50 ist mach es aus', { heater: 'heater_bed', target_c: 0 }],
  ])('holds or names what else: "%s"', async (text, args) => {
    const { calls } = await talk([text], { snapshot: hot });
    expect(calls.map((call) => call.args)).toEqual([args]);
  });

  it.each([
    'if the bed is above 80 turn it off',
    'as long as the nozzle is under 100, home it',
    'unless the bed is above 40, start benchy',
    'in case the nozzle is above 300 hit the emergency stop',
    'om bädden är över 80 stäng av den',
  ])('that does not hold proposes nothing and says how it stands: "%s"', async (text) => {
    const { made, text: said } = await talk([text], { snapshot: hot });
    expect(made).toEqual([]);
    expect(said).toMatch(/\b(?:60|210) °C/);
  });

  it.each(['if the bed gets above 80 turn it off', 'start benchy provided nobody is in the room'])(
    'that cannot be looked up does nothing: "%s"',
    async (text) => {
      const { made } = await talk([text], { snapshot: hot });
      expect(made.filter((tool) => !/^(?:list|get)_/.test(tool))).toEqual([]);
    },
  );
});
