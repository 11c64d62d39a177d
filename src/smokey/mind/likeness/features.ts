import { FILE_WORDS } from '../language/file-words.ts';
import { stem } from '../../knowledge/words.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import type { Clause } from '../understand/clause.ts';
import { patternScores } from '../understand/pattern-scores.ts';
import type { Term } from '../understand/terms.ts';
import type { Meanings } from './meanings.ts';

/** What a clause is made of, with how much each part counts. */
export type Features = ReadonlyMap<string, number>;

const SHARE = { word: 1, concept: 0.8, pair: 0.6, name: 0.9, number: 0.7, unit: 0.4, end: 0.3, mood: 0.6 };
/** A word that is in no list and no example is half a name when it is a known word of English. */
const HALF_NAME = 0.45;
/** What the patterns say counts beside the words: each that fits, by its score, and the best once more. */
const PATTERN_SHARE = 0.2;
const FULL_PATTERN = 3;
const LEAST_PATTERN = 0.3;
/** What the words mean together counts about half as much as the words themselves. */
const MEANING_SHARE = 0.5;
/** In so many examples a word says half of what a rare one says. */
const HALF_SAID = 50;

/** What is known of words when a clause is looked at. */
export interface Lore {
  /** Words that stand in examples; null while these are read themselves. */
  vocabulary: ReadonlySet<string> | null;
  /** In how many examples a word stands. */
  counts: ReadonlyMap<string, number>;
  meanings: Meanings;
}

/**
 * Words, concepts, pairs of words, names, numbers with their units, and the mood of a clause, scaled to length one;
 * besides, which patterns fit it and what its words mean together. With a vocabulary, words that are neither in it
 * nor in a lexicon stand for a name.
 */
export function featuresOf(clause: Clause, lore: Lore): Features {
  const found = new Map<string, number>([
    ['*', 1],
    [`mood ${clause.mood}`, SHARE.mood],
  ]);
  let before = '^';
  for (const term of clause.terms) {
    if (term.kind === 'punctuation') continue;
    if (term.quantity) {
      found.set('#', SHARE.number).set(`#${term.quantity.unit ?? ''}`, SHARE.unit);
      before = '#';
    } else if (isName(term, lore.vocabulary)) {
      found.set('$', Math.max(found.get('$') ?? 0, nameShare(term, lore)));
      before = '$';
    } else {
      for (const concept of term.concepts) found.set(`:${concept}`, SHARE.concept);
      for (const { kind } of term.references) found.set(`@${kind}`, SHARE.name);
      for (const word of term.text.split(' ').map(wordFeature)) {
        found.set(word, SHARE.word).set(`${before} ${word}`, SHARE.pair);
        before = word;
      }
    }
  }
  found.set(`${before} $end`, SHARE.end);
  const features = scaled(found);
  addPatterns(features, clause);
  addMeaning(features, clause, lore);
  return features;
}

function addPatterns(features: Map<string, number>, clause: Clause): void {
  let best = 'none';
  let highest = 0;
  for (const [intent, { score }] of patternScores(clause, false)) {
    if (score > LEAST_PATTERN) features.set(`%${intent}`, PATTERN_SHARE * Math.min(1, score / FULL_PATTERN));
    if (score > highest) [best, highest] = [intent, score];
  }
  features.set(`%%${best}`, PATTERN_SHARE);
}

/** Where the words of a clause stand together among all words; rare ones weigh more. */
function addMeaning(features: Map<string, number>, clause: Clause, { meanings, counts }: Lore): void {
  const sum = new Float32Array(meanings.directions);
  for (const word of plainWords(clause)) {
    const meaning = meanings.of(word);
    if (!meaning) continue;
    const weight = 1 / (1 + (counts.get(word) ?? 0) / HALF_SAID);
    for (let at = 0; at < sum.length; at += 1) sum[at]! += weight * meaning[at]!;
  }
  const length = Math.hypot(...sum);
  if (length > 0)
    for (const [at, value] of sum.entries()) features.set(`~${at}`, (MEANING_SHARE * value) / length);
}

/** The words of a clause without numbers and names of files. */
export const plainWords = (clause: Clause): string[] =>
  clause.terms
    .filter((term) => term.kind === 'word' && !term.quantity && term.raw !== PLACEHOLDER)
    .flatMap((term) => term.text.split(' '));

/** A file's name, or a thing that people print. */
export const isCertainName = (term: Term): boolean =>
  term.kind === 'file' ||
  term.kind === 'quoted' ||
  term.raw === PLACEHOLDER ||
  (term.unknown && OBJECTS.has(term.text));

const isName = (term: Term, vocabulary: ReadonlySet<string> | null): boolean =>
  isCertainName(term) ||
  (vocabulary !== null &&
    term.unknown &&
    term.text.length > 2 &&
    !COORDINATE.test(term.text) &&
    !vocabulary.has(stem(term.text)));

/** "x50": an axis with a number, whatever the number is. */
const COORDINATE = /^([xyz])-?[\d.]+$/;
const wordFeature = (word: string): string => stem(word.replace(COORDINATE, '$1#'));

const nameShare = (term: Term, { meanings }: Lore): number =>
  !isCertainName(term) && meanings.of(term.text) ? HALF_NAME : SHARE.name;

/** Things people print: names of files wherever they stand. */
const OBJECTS: ReadonlySet<string> = new Set(Object.keys(FILE_WORDS));

/** Stands in an example for any file's, macro's or folder's name. */
export const PLACEHOLDER = 'NAME';

function scaled(features: Map<string, number>): Map<string, number> {
  const length = Math.sqrt([...features.values()].reduce((sum, value) => sum + value * value, 0));
  return new Map([...features].map(([name, value]) => [name, value / length]));
}

/** Features of a phrase whose language's lexicon is not at hand: its words, pairs, names and numbers. */
export function plainFeatures(phrase: string): Features {
  const found = new Map<string, number>([['*', 1]]);
  let before = '^';
  for (const word of fold(expandContractions(phrase))
    .split(/[^\p{L}\d#]+/u)
    .filter(Boolean)) {
    const name = word === '#' ? '#' : word === PLACEHOLDER.toLowerCase() ? '$' : stem(word);
    found.set(name, name === '#' ? SHARE.number : name === '$' ? SHARE.name : SHARE.word);
    if (name !== '#' && name !== '$') found.set(`${before} ${name}`, SHARE.pair);
    before = name;
  }
  found.set(`${before} $end`, SHARE.end);
  return scaled(found);
}

/** Words by themselves among features: what the vocabulary is made of. */
export const isWord = (feature: string): boolean => /^[\p{L}\d]/u.test(feature) && !feature.includes(' ');

/** What stands in a clause itself, not what patterns or meanings add to it. */
export const isWording = (feature: string): boolean => !/^[%~]/.test(feature);
