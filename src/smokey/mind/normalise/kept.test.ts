import { describe, expect, it } from 'vitest';
import { withPlainFractions } from './fractions.ts';
import { withoutKept } from './kept.ts';
import { withPlainParticles } from './particles.ts';
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

describe('numbers and little words that are more than one', () => {
  it.each([
    ['bed to fifty-five', 'bed to fifty five'],
    ['fan at two thirds', 'fan at 67 percent'],
    ['up by an inch', 'up by 1 inch'],
    ['half a millimetre', '0.5 millimetre'],
    ['the third time', 'the third time'],
    ['a hundredth of a millimetre', 'a hundredth of a millimetre'],
  ])('%s', (text, plain) => expect(withPlainFractions(text)).toBe(plain));

  it.each([
    ['the corner is curling off the plate', 'the corner is curling loose from the plate'],
    ['touch off the plate', 'touch the plate'],
    ['nothing on that machine', 'nothing of that machine'],
    ['temps + layer', 'temps and layer'],
    ['turn off the bed', 'turn off the bed'],
    ['turn on the machine', 'turn on the machine'],
  ])('%s', (text, plain) => expect(withPlainParticles(text)).toBe(plain));
});
