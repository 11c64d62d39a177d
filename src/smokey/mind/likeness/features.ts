import { FILE_WORDS } from '../language/file-words.ts';
import { stem } from '../../knowledge/words.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import type { Clause } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';

/** What a clause is made of, with how much each part counts. */
export type Features = ReadonlyMap<string, number>;

const SHARE = { word: 1, concept: 0.8, pair: 0.6, name: 0.9, number: 0.7, unit: 0.4, end: 0.3, mood: 0.6 };

/**
 * Words, concepts, pairs of words, names, numbers with their units, and the mood of a clause, scaled to length one.
 * With a vocabulary, words that are neither in it nor in a lexicon stand for a name.
 */
export function featuresOf(clause: Clause, vocabulary: ReadonlySet<string> | null): Features {
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
    } else if (isName(term, vocabulary)) {
      found.set('$', SHARE.name);
      before = '$';
    } else {
      for (const concept of term.concepts) found.set(`:${concept}`, SHARE.concept);
      for (const { kind } of term.references) found.set(`@${kind}`, SHARE.name);
      for (const word of term.text.split(' ').map(stem)) {
        found.set(word, SHARE.word).set(`${before} ${word}`, SHARE.pair);
        before = word;
      }
    }
  }
  found.set(`${before} $end`, SHARE.end);
  return scaled(found);
}

function isName(term: Term, vocabulary: ReadonlySet<string> | null): boolean {
  if (term.kind === 'file' || term.kind === 'quoted' || term.raw === PLACEHOLDER) return true;
  if (term.unknown && OBJECTS.has(term.text)) return true;
  return vocabulary !== null && term.unknown && term.text.length > 2 && !vocabulary.has(stem(term.text));
}

/** Things people print: names of files wherever they stand. */
const OBJECTS: ReadonlySet<string> = new Set(Object.keys(FILE_WORDS));

/** Stands in an example for any file's, macro's or folder's name. */
export const PLACEHOLDER = 'NAME';

function scaled(features: Map<string, number>): Features {
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
