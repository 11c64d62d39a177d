import { expect, it } from 'vitest';
import { createPhrasebook } from '../../lib/said/phrasebook.ts';
import { sentencesIn } from './collect.ts';
import { missingPhrases } from './missing.ts';
import phrases from './sv.json' with { type: 'json' };

const { say, name } = createPhrasebook(phrases);

it('whatever the server says has a Swedish phrase', () => {
  // Translate it in web/messages/said/sv.json, or list it in not-for-people.json when nobody reads it.
  expect(missingPhrases()).toEqual([]);
});

it('a phrase has the same values in both languages', () => {
  const values = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
  const unlike = Object.entries(phrases).filter(([from, to]) => `${values(from)}` !== `${values(to)}`);
  expect(unlike).toEqual([]);
});

it.each([
  ['Set the nozzle to 204.8 °C', 'Ställ munstycket på 204,8 °C'],
  [
    'Now 24.1 °C, off. It turns off after 30 min unless a print runs.',
    'Nu 24,1 °C, av. Det stängs av efter 30 min om ingen utskrift pågår.',
  ],
  [
    'The printer heats up, homes and prints for about 1 h 52 min. Make sure that the bed is clear.',
    'Skrivaren värmer upp, kör hem och skriver ut i ungefär 1 h 52 min. Se till att bädden är tom.',
  ],
  ['the same print is still running.', 'att samma utskrift fortfarande pågår.'],
  [
    'Homing found no end stop: “x” was not triggered.',
    'Hemkörningen hittade inget ändläge: ”x” löste inte ut.',
  ],
  [
    'Too many tries. Wait 40 seconds, then try again.',
    'För många försök. Vänta 40 sekunder och försök sedan igen.',
  ],
])('%s', (english, swedish) => {
  expect(say(english)).toBe(swedish);
});

it('names from outside stay, whatever they look like', () => {
  expect(say('Delete cat on mat. Done.gcode')).toBe('Radera cat on mat. Done.gcode');
  expect(say('Delete $1 {0} (.*).gcode')).toBe('Radera $1 {0} (.*).gcode');
  expect(name('Ender on desk')).toBe('Ender on desk');
  expect(name('Nozzle')).toBe('Munstycke');
  expect(say('Klipper says: Move out of range')).toBe('Klipper says: Move out of range');
});

it('finds new sentences wherever they are made, and no keys, commands or comparisons', () => {
  const source = `
    import { a } from './some words.ts';
    const now = cold ? \`Still at \${t} °C, \${on ? 'on' : 'off'}.\` : 'All is well. Go on.';
    if (state === 'not ready yet') send(['SET_FAN SPEED=1', 'x']);
    export const tool = { name: 'not this one', title: 'Home', cause: 'Lost $1.' };
    throw new Error('a mistake of ours');`;
  expect(sentencesIn(source)).toEqual([
    'Still at {0} °C, {1}.',
    'on',
    'off',
    'All is well.',
    'Go on.',
    'Home',
    'Lost {1}.',
  ]);
});
