import { straight, withBreaks } from './breaks.ts';
import { NOTHING } from '../examples/index.ts';
import { isFiller, type Clause } from '../understand/clause.ts';
import { learningBank, type Bank } from './bank.ts';
import { featuresOf, isCertainName, isWording } from './features.ts';
import { unpackBank } from './kept-bank.ts';
import { probabilities } from './learn.ts';

let bank: Bank | null = null;
/** The one course of lessons: who asks while it is given with breaks gets the rest of it without. */
let lessonsGoOn: Generator<void, Bank, void> | null = null;

function* once(): Generator<void, Bank, void> {
  while (!bank) {
    lessonsGoOn ??= learningBank();
    const step = lessonsGoOn.next();
    if (step.done) bank = step.value;
    else yield;
  }
  lessonsGoOn = null;
  return bank;
}

/** Takes what was learned from the same examples before (`packBank`), so that nothing has to be learned; else nothing. */
export function takeLearned(kept: Uint8Array): void {
  if (!bank && !lessonsGoOn) bank = unpackBank(kept);
}

/** Learns from the examples; done once, before anybody asks. Whoever asks earlier does not wait for the breaks. */
export async function warmLikeness(): Promise<void> {
  await withBreaks(once());
}

const learnedBank = (): Bank => bank ?? straight(once());

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
