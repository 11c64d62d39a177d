import { describe, expect, it } from 'vitest';
import { talk } from './testing/scene.ts';

const WITHDRAWS = 'withdraw_action';

describe('what waits for a decision is taken back', () => {
  it.each([
    'never mind',
    'forget it',
    'no',
    'wait no leave it, that was the shadow of the lamp',
    'nej, låt bli',
    "no don't",
  ])('"%s"', async (words) => {
    const { text, made } = await talk(['set the nozzle to 200', words]);
    expect(made).toContain(WITHDRAWS);
    expect(text).toContain('set_temperature');
  });

  it.each([
    ['stell die Düse auf 200 Grad', 'nein, vergiss es'],
    ['chauffe la buse à 200 degrés', 'non, laisse tomber'],
  ])('%s – %s', async (...turns) => {
    expect((await talk(turns)).made).toEqual([WITHDRAWS]);
  });

  it('only once, and a later "never mind" claims nothing', async () => {
    const first = await talk(['set the nozzle to 200', 'never mind']);
    expect(first.made.filter((tool) => tool === WITHDRAWS)).toHaveLength(1);
    const { made, text } = await talk(['how hot is the nozzle?', 'never mind']);
    expect(made).not.toContain(WITHDRAWS);
    expect(text).not.toContain('took it back');
  });

  it.each([
    [['set the nozzle to 220', 'no wait, 210'], 'set_temperature'],
    [['heat the bed to 80', 'make the bed 60 instead'], 'set_temperature'],
    [['print benchy', 'print the calibration cube instead'], 'start_print'],
    [['raise the nozzle by 10 mm', 'sorry, 20 mm'], 'move'],
  ])('%j leaves one card', async (turns, tool) => {
    const { made, calls } = await talk(turns);
    expect(made.filter((name) => name === WITHDRAWS)).toHaveLength(1);
    expect(calls.map((call) => call.tool)).toEqual([tool]);
  });

  it.each([
    [['set the nozzle to 220', 'and the bed to 60']],
    [[{ text: 'set the nozzle to 220', outcome: 'done' }, 'make it 210']],
    [['set the nozzle to 220', 'how hot is it?']],
  ])('%j takes nothing back', async (turns) => {
    expect((await talk(turns)).made).not.toContain(WITHDRAWS);
  });
});
