import type { Language } from '../language/lexicon/types.ts';
import { FILLER } from '../language/lexicon/grammar.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { fold } from '../normalise/text.ts';
import { readMood, type Mood } from './mood.ts';
import type { NameReference, Reading, Term } from './terms.ts';

/** One wish, question or remark of a message. */
export interface Clause {
  terms: Term[];
  /** As written. */
  text: string;
  folded: string;
  /** Folded, without greeting and "could you tell me". */
  core: string;
  mood: Mood;
  /** Ends with a question mark. */
  asks: boolean;
  polite: boolean;
  /** Written loudly: capitals, several exclamation marks. */
  loud: boolean;
  language: Language;
}

export const has = (clause: Clause, ...concepts: string[]): boolean =>
  clause.terms.some((term) => term.concepts.some((item) => concepts.includes(item)));
export const quantities = (clause: Clause): Quantity[] =>
  clause.terms.flatMap((term) => (term.quantity ? [term.quantity] : []));
export const references = (clause: Clause, kind: NameReference['kind']): NameReference[] =>
  clause.terms.flatMap((term) => term.references.filter((item) => item.kind === kind));

const FILLERS = new Set(FILLER.split(' '));
export const isFiller = (term: Term): boolean => FILLERS.has(term.text);
export const PROPERTIES = [
  'nozzle',
  'bed',
  'chamber',
  'heater',
  'speed',
  'flow',
  'fan',
  'partfan',
  'light',
  'zoffset',
  'babystep',
  'pressureadvance',
  'limitaccel',
  'limitvelocity',
  'limitcorner',
  'power',
  'temperature',
];

/** Makes a clause of terms; exported so that a follow-up can be read with words of an earlier one. */
/** The folded words with what stands in quotes as one word that says nothing. */
export const withoutQuotes = (terms: readonly Term[]): string =>
  terms
    .filter(({ kind }) => kind !== 'punctuation')
    .map((term) => (term.kind === 'quoted' ? 'thing' : term.kind === 'word' ? term.text : fold(term.raw)))
    .join(' ');

export function toClause(terms: Term[], reading: Reading): Clause {
  const words = terms.filter((term) => term.kind !== 'punctuation');
  const first = words[0] ?? terms[0];
  const last = words.at(-1) ?? terms.at(-1);
  const text = first && last ? reading.text.slice(first.start, Math.max(first.end, last.end)) : '';
  const marks = terms
    .filter((term) => term.kind === 'punctuation')
    .map((term) => term.text)
    .join('');
  const corrected = words.map((term) => (term.kind === 'word' ? term.text : fold(term.raw))).join(' ');
  const asks = marks.includes('?');
  const { core, polite, mood: whole } = readMood(corrected, reading.language, asks);
  const isQuoted = terms.some(({ kind }) => kind === 'quoted');
  // nothing that stands in a name in quotes says how the clause is meant
  const mood = isQuoted ? readMood(withoutQuotes(terms), reading.language, asks).mood : whole;
  const letters = text.replace(/[^\p{L}]/gu, '');
  const loud = marks.split('!').length > 2 || (letters.length > 3 && letters === letters.toUpperCase());
  return { terms, text, folded: corrected, core, mood, asks, polite, loud, language: reading.language };
}
