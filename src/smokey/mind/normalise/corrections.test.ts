import { describe, expect, it } from 'vitest';
import { talk } from '../testing/scene.ts';
import { withPlainCorrections } from './corrections.ts';

describe('what is put right in the same breath', () => {
  it.each([
    ['nozzle to 230 uh no make that 215', 'nozzle to 230, no wait, 215'],
    ['bed 80… ah no, sorry, 60', 'bed 80, no wait, 60'],
    ['print the cube, scratch that, benchy', 'print the cube, no wait, benchy'],
    ['home it. Oh hang on, not yet', 'home it, no wait, not yet'],
  ])('%s', (text, plain) => {
    expect(withPlainCorrections(text)).toBe(plain);
  });

  it.each([
    'no',
    'no, the bed',
    'is there no way to stop it',
    'sorry, what is the bed at?',
    'hold on a second',
    'turn it off this printer is loud',
  ])('"%s" stays as it is', (text) => {
    expect(withPlainCorrections(text)).toBe(text);
  });

  it.each([
    ['nozzle to 230 uh no make that 215', 215],
    ['Set the nozzle to 190... oh no, sorry, 205, wrong roll', 205],
  ])('"%s" proposes the later value only', async (text, celsius) => {
    const { calls } = await talk([text]);
    expect(calls).toEqual([{ tool: 'set_temperature', args: { heater: 'extruder', target_c: celsius } }]);
  });

  it.each(['heat the bed to 60, no wait, how hot is the nozzle?', 'print benchy oh wait I forgot the glue'])(
    '"%s" proposes nothing',
    async (text) => {
      const { made } = await talk([text]);
      expect(made.filter((tool) => /^(set_temperature|start_print)$/.test(tool))).toEqual([]);
    },
  );
});

describe('what is left alone in the same breath', () => {
  it.each([
    'turn the bed off but leave the nozzle well alone',
    'bed off and the nozzle left as it is',
    'cool the bed, leave the nozzle be and not fiddle with the fan',
  ])('"%s"', async (text) => {
    const { calls } = await talk([text]);
    expect(calls).toEqual([{ tool: 'set_temperature', args: { heater: 'heater_bed', target_c: 0 } }]);
  });
});

it('"STOP STOP, do not kill it, just freeze it" is no emergency stop', async () => {
  const { made } = await talk(['STOP STOP!! do not kill it, just freeze it there']);
  expect(made).not.toContain('emergency_stop');
});
