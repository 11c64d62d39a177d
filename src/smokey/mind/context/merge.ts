import { toClause, type Clause } from '../understand/clause.ts';
import { frameOf, type Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { INTENTS } from '../intents/index.ts';
import { isNoun } from './nouns.ts';

const spoken = (terms: readonly Term[]): Term[] => terms.filter((term) => term.kind !== 'punctuation');
const isWay = (term: Term): boolean =>
  term.concepts.some((concept) => concept === 'up' || concept === 'down' || concept === 'by');

export const intentOf = (id: string): Frame['intent'] => INTENTS.find((intent) => intent.id === id) ?? null;

/** A clause of words from several messages, meant as the frame it follows. */
function clauseOf(
  terms: Term[],
  frame: Frame,
  mood: Clause['mood'],
  asks: boolean,
  reading: Reading,
): Clause {
  const clause = {
    ...toClause(terms, reading),
    text: terms.map((term) => term.raw).join(' '),
    mood,
    asks,
    polite: frame.clause.polite,
    language: frame.clause.language,
  };
  return { ...clause, core: clause.folded };
}

/**
 * The frame before, with the new noun or number in place of the old. With `keepWay` the direction stays
 * ("up 10", then "another 5").
 */
export function merge(frame: Frame, before: Frame, reading: Reading, keepWay = false): Frame {
  const fresh = spoken(frame.clause.terms);
  const nouns = fresh.filter((term) => isNoun(term) && !term.quantity);
  const numbers = fresh.filter((term) => term.quantity);
  const ways = fresh.filter(isWay);
  const at = fresh.findIndex((term) => term.quantity);
  const to = fresh.slice(Math.max(0, at - 2), Math.max(0, at)).filter((term) => term.concepts.includes('to'));
  const kept = spoken(before.clause.terms).filter((term) => {
    if (nouns.length && isNoun(term)) return false;
    return !numbers.length || !(term.quantity || (isWay(term) && !keepWay));
  });
  const terms = [...kept, ...nouns, ...ways, ...to, ...numbers];
  const merged = frameOf(clauseOf(terms, frame, before.clause.mood, before.clause.asks, reading));
  return merged.intent?.id === before.intent?.id && merged.role === before.role
    ? merged
    : { ...merged, intent: before.intent, role: before.role, score: before.score };
}

/** The wish of now with the noun of before. */
export function withNounOf(frame: Frame, before: Frame, reading: Reading): Frame {
  const nouns = before.clause.terms.filter((term) => isNoun(term) && !term.unknown);
  const terms = [...spoken(frame.clause.terms), ...nouns];
  return frameOf(clauseOf(terms, frame, 'command', false, reading));
}
