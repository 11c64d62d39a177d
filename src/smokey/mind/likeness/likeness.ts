import { straight, withBreaks } from './breaks.ts';
import { EXAMPLES, NOTHING, OTHER_EXAMPLES } from '../examples/index.ts';
import { isFiller, toClause, type Clause } from '../understand/clause.ts';
import type { NameBook } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import {
  featuresOf,
  isCertainName,
  isWord,
  isWording,
  plainFeatures,
  plainWords,
  type Features,
  type Lore,
} from './features.ts';
import { learning, probabilities, type Learned } from './learn.ts';
import { loadMeanings } from './meanings.ts';

interface Bank {
  learned: Learned;
  lore: Lore;
  /** Wishes that are not put as commands ("the bed need not be hot any more"). */
  indirect: { intent: string; mood: string; features: Features }[];
}

/** Examples are spelled right: nothing in them is to be corrected. */
const AS_WRITTEN: NameBook = { knows: () => true, matchAt: () => null };

/** Measured by leaving out a fifth of the examples at a time. */
const COURSE = { rounds: 8, rate: 2.5, doubt: 0.1 };

let bank: Bank | null = null;
/** The one course of lessons: who asks while it is given with breaks gets the rest of it without. */
let lessonsGoOn: Generator<void, Bank, void> | null = null;

function* once(): Generator<void, Bank, void> {
  while (!bank) {
    lessonsGoOn ??= building();
    const step = lessonsGoOn.next();
    if (step.done) bank = step.value;
    else yield;
  }
  lessonsGoOn = null;
  return bank;
}

/** Learns from the examples; done once, before anybody asks. Whoever asks earlier does not wait for the breaks. */
export async function warmLikeness(): Promise<void> {
  await withBreaks(once());
}

const learnedBank = (): Bank => bank ?? straight(once());

const EXAMPLES_AT_A_TIME = 100;

function* building(): Generator<void, Bank, void> {
  const clauses: { intent: string; clause: Clause }[] = [];
  for (const [index, { intent, text }] of EXAMPLES.entries()) {
    if (index % EXAMPLES_AT_A_TIME === 0) yield;
    const reading = readTerms(text, 'en', AS_WRITTEN);
    clauses.push({ intent, clause: toClause(reading.terms, reading) });
  }
  const counts = new Map<string, number>();
  for (const { clause } of clauses)
    for (const word of new Set(plainWords(clause))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const lore: Lore = { vocabulary: null, counts, meanings: loadMeanings() };
  const read: { intent: string; mood: string; features: Features }[] = [];
  for (const [index, { intent, clause }] of clauses.entries()) {
    if (index % EXAMPLES_AT_A_TIME === 0) yield;
    read.push({ intent, mood: clause.mood, features: featuresOf(clause, lore) });
  }
  const lessons = read.map(({ intent, features }) => ({ class: intent, features }));
  const other = OTHER_EXAMPLES.map(({ intent, text }) => ({ class: intent, features: plainFeatures(text) }));
  const learned = yield* learning([...lessons, ...other], COURSE);
  return {
    learned,
    lore: { ...lore, vocabulary: new Set([...learned.rows.keys()].filter(isWord)) },
    indirect: read.filter(
      ({ mood, intent }) => mood !== 'command' && mood !== 'question' && intent !== NOTHING,
    ),
  };
}

/** What a clause is like: how probable each intent is, by its id, and how probable none is. */
export interface Likeness {
  intents: ReadonlyMap<string, number>;
  nothing: number;
}

const NO_LIKENESS: Likeness = { intents: new Map(), nothing: 1 };
/** Words that say so little that what they mean must be asked, not guessed: "stop", "shut it off", "the vase". */
const BARE = new Set(
  'stop off on it set i you please nowword panic just wait again to yes no down up pause abit by have need it'.split(
    ' ',
  ),
);
const BARE_WORDS = new Set('shut turn switch bit ach och oh oops sorry nah'.split(' '));
/** Numbers alone ("60") or letters alone ("zzzz"); together ("x 50") they may be a wish. */
const isOnlyMarks = ({ terms }: Clause): boolean =>
  terms.every((term) => term.kind === 'punctuation' || term.kind === 'number') ||
  terms.every((term) => term.kind === 'punctuation' || (term.kind === 'word' && term.text.length === 1));
const isBare = (clause: Clause): boolean =>
  isOnlyMarks(clause) ||
  clause.terms.every(
    (term) =>
      term.kind === 'punctuation' ||
      isFiller(term) ||
      isCertainName(term) ||
      BARE_WORDS.has(term.text) ||
      (term.concepts.length > 0 && term.concepts.every((concept) => BARE.has(concept))),
  );
const LONGEST_TERMS = 40;
const LEAST = 0.02;

/** Compares a clause with all examples at once. */
export function likenessOf(clause: Clause): Likeness {
  const { learned, lore } = learnedBank();
  if (clause.terms.length > LONGEST_TERMS || isBare(clause)) return NO_LIKENESS;
  const all = probabilities(learned, featuresOf(clause, lore));
  const intents = new Map<string, number>();
  for (const [index, name] of learned.classes.entries())
    if (name !== NOTHING && all[index]! > LEAST) intents.set(name, all[index]!);
  return { intents, nothing: all[learned.classes.indexOf(NOTHING)] ?? 0 };
}

/** How like a clause is to the nearest example of an intent that is put in the same mood, 0 to 1. */
export function indirectLikeness(clause: Clause, intent: string): number {
  const { indirect, lore } = learnedBank();
  const own = featuresOf(clause, lore);
  let best = 0;
  for (const example of indirect) {
    if (example.intent !== intent || example.mood !== clause.mood) continue;
    let product = 0;
    for (const [name, value] of own)
      if (isWording(name)) product += value * (example.features.get(name) ?? 0);
    best = Math.max(best, product);
  }
  return best;
}
