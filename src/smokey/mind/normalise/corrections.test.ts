import { describe, expect, it } from 'vitest';
import { printingJob, sceneSnapshot, talk } from '../testing/scene.ts';
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

describe('to spare the print', () => {
  const printing = { snapshot: sceneSnapshot({ job: printingJob }) };

  it('is no emergency stop: "STOP STOP!! do not kill it, just freeze it there"', async () => {
    const { made } = await talk(['STOP STOP!! do not kill it, just freeze it there'], printing);
    expect(made).not.toContain('emergency_stop');
  });

  it.each([
    'it is on FIRE, do not lose the printer!',
    'it is burning, do not ruin the part',
    'EMERGENCY STOP, do not lose the house',
    'emergency stop please don’t wait',
    'EMERGENCY STOP, I do not want to lose the house',
  ])('does not hold back what is danger: "%s"', async (text) => {
    expect((await talk([text], printing)).made).toContain('emergency_stop');
  });

  it.each([
    'don’t emergency-stop it, it is not on fire',
    'the emergency stop must not be pressed now',
    'never press the emergency stop while I am away',
    'it is not on fire, do not stop it',
  ])('leaves the printer alone where that is said: "%s"', async (text) => {
    expect((await talk([text], printing)).made).not.toContain('emergency_stop');
  });
});
