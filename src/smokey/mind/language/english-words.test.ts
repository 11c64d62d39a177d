import { expect, it } from 'vitest';
import { lexiconFor } from './compile.ts';

const correct = (word: string): string => lexiconFor('en').speller.correct(word);

it.each(['drip', 'couch', 'presence', 'joint', 'bury', 'sane', 'challenge', 'prone'])(
  'leaves "%s" alone',
  (word) => expect(correct(word)).toBe(word),
);

it.each([
  ['nozle', 'nozzle'],
  ['temprature', 'temperature'],
  ['frist', 'first'],
  ['cancle', 'cancel'],
  ['pasue', 'pause'],
])('mends "%s"', (slip, word) => expect(correct(slip)).toBe(word));
