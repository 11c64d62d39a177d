import { describe, expect, it } from 'vitest';
import { withoutKept } from './kept.ts';
import { withoutTails } from './tails.ts';

describe('heaters that stay as they are are not part of the wish', () => {
  it.each([
    ['bed off, nozzle stays', 'bed off'],
    ['T0 210. T1 remains off.', 'T0 210 .'],
    ['nozzle to 200, the bed no', 'nozzle to 200'],
    ['cool the nozzle while the plate keeps its 60', 'cool the nozzle'],
    ['preheat for petg, the bed stays cold', 'preheat for petg except the bed'],
    ['munstycket till 210, bädden ska vara kall', 'munstycket till 210'],
  ])('%s', (text, rest) => expect(withoutKept(text)).toBe(rest));

  it.each([
    'the bed heats but the nozzle stays cold',
    'the nozzle reaches 210 but the bed stays cold',
    'turn off the nozzle and leave the bed at 60',
    'why is it 210 when the bed stays cold?',
  ])('is read whole: %s', (text) => expect(withoutKept(text)).toBe(text));
});

describe('courtesy and purpose change nothing of a wish', () => {
  it.each([
    ['bed to sixty, would you', 'bed to sixty please'],
    ["the plate to 55 while you're at it", 'the plate to 55'],
    ['full, if you would be so kind', 'full'],
    ['set it to that so it is ready when they come', 'set it to that'],
  ])('%s', (text, rest) => expect(withoutTails(text)).toBe(rest));

  it.each(['it is cold so i want the bed at 60', 'it lifts so it needs 70 on the bed', 'why is it so hot?'])(
    'is read whole: %s',
    (text) => expect(withoutTails(text)).toBe(text),
  );
});
