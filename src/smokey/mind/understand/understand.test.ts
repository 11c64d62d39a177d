import { describe, expect, it } from 'vitest';
import { HANDLERS } from '../decide/handlers/index.ts';
import { INTENTS } from '../intents/index.ts';
import { detectLanguage } from '../language/detect.ts';
import { lexiconFor } from '../language/compile.ts';
import { editDistance } from '../normalise/spelling.ts';
import { tokenise } from '../normalise/tokens.ts';
import { readMood } from './mood.ts';

describe('numbers and units', () => {
  it.each([
    ['two hundred and ten degrees', 210, 'c'],
    ['140 F', 140, 'f'],
    ['200c', 200, 'c'],
    ['.02', 0.02, null],
    ['0,05 mm', 0.05, 'mm'],
    ['2 cm', 20, 'mm'],
    ['80 %', 80, 'percent'],
    ['600 mm/min', 10, 'mm/s'],
    ['600 mm per minute', 10, 'mm/s'],
    ['50 mm/s', 50, 'mm/s'],
    ['3,000', 3000, null],
    ['one eighty', 180, null],
  ])('reads %s', (text, value, unit) => {
    const quantity = tokenise(text, 'en').find((token) => token.quantity)?.quantity;
    expect(quantity?.value).toBeCloseTo(value);
    expect(quantity?.unit).toBe(unit);
  });

  it('keeps "5b" and "v2" as words', () => {
    expect(tokenise('class 5b v2', 'en').every((token) => token.kind === 'word')).toBe(true);
  });
});

describe('spelling', () => {
  const { speller } = lexiconFor('en');
  it.each([
    ['puase', 'pause'],
    ['temprature', 'temperature'],
    ['preheet', 'preheat'],
    ['nozle', 'nozzle'],
    ['teh', 'the'],
    ['calibarte', 'calibrate'],
  ])('corrects %s', (wrong, right) => {
    expect(speller.correct(wrong)).toBe(right);
  });
  it.each(['sheet', 'walls', 'smokey', 'plant', 'bulges', 'happens', 'imagine', 'butter', 'cash', 'blame'])(
    'leaves %s alone',
    (word) => {
      expect(speller.correct(word)).toBe(word);
    },
  );
  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('teh', 'the', 2)).toBe(1);
  });
});

describe('mood', () => {
  it.each([
    ['pause it', 'command'],
    ['could you pause it', 'command'],
    ['do not pause it', 'negated'],
    ['what would happen if i paused it', 'hypothetical'],
    ['how do i pause a print', 'howto'],
    ['can i open the door', 'permission'],
    ['can i see the camera', 'command'],
    ['my dad said pause it', 'reported'],
    ['is it paused', 'question'],
    ['when it is done turn off the heaters', 'deferred'],
    ['the nozzle is too close', 'statement'],
  ])('%s: %s', (text, mood) => {
    expect(readMood(text, 'en', false).mood).toBe(mood);
  });
});

it.each([
  ['Hur varmt är munstycket?', 'sv'],
  ['Wie lange dauert der Druck noch?', 'de'],
  ['Pon la cama a 70 grados', 'es'],
  ["mets l'impression en pause", 'fr'],
  ['how hot is it', 'en'],
])('%s is %s', (text, language) => {
  expect(detectLanguage(text).language).toBe(language);
});

it('every intent has its decision, and every decision its intent', () => {
  expect(Object.keys(HANDLERS).sort()).toEqual(INTENTS.map((intent) => intent.id).sort());
});
