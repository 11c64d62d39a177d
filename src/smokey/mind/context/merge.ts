import { toClause, type Clause } from '../understand/clause.ts';
import { frameOf, type Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { INTENTS } from '../intents/index.ts';
import { isNoun } from './nouns.ts';

const spoken = (terms: readonly Term[]): Term[] => terms.filter((term) => term.kind !== 'punctuation');
const WAYS: ReadonlySet<string> = new Set('up down by left right front backdir faster slower'.split(' '));
/** A word that says which way something goes. */
export const isWay = (term: Term): boolean => term.concepts.some((concept) => WAYS.has(concept));
/** What takes a value and no name: "aim for 65" says no more than 65. */
const TAKES_VALUE = /^(?:set_(?!output)\w+|pid_tune|adjust_z|extrude|retract|move|testz)$/;
/** "left 30" – "and 30 more": the same way again. */
const MORE = /^(?:more|another|further|extra|mer|mera|mehr|mas|plus)$/;
const DISTANCES: ReadonlySet<string> = new Set(['move', 'adjust_z', 'extrude', 'retract', 'testz']);
const isSwitch = (term: Term): boolean =>
  term.concepts.some((concept) => concept === 'on' || concept === 'off');
const AMOUNTS: ReadonlySet<string> = new Set(
  'half halfofit doubleofit quarter threequarters full normal'.split(' '),
);
/** A number, or a word that stands for one: "half". */
export const isAmount = (term: Term): boolean =>
  term.quantity !== undefined || term.concepts.some((concept) => AMOUNTS.has(concept));
const isTo = (term: Term): boolean => term.concepts.includes('to');
/** Wishes of which one can become another when the noun changes: "and the speed too" after "flow 95". */
const isSetting = ({ intent, role }: Frame): boolean =>
  role === 'do' && /^(?:set_|light$|power$|heater_off$|heaters_off$)/.test(intent?.id ?? '');

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
  const numbers = fresh.filter(isAmount);
  const isName = (term: Term): boolean =>
    !term.unknown || !numbers.length || !TAKES_VALUE.test(before.intent?.id ?? '');
  const nouns = fresh.filter((term) => isNoun(term) && !isAmount(term) && isName(term));
  const isDistance = DISTANCES.has(before.intent?.id ?? '') && before.clause.terms.some(isWay);
  const ways = fresh.filter((term) => isWay(term) && !(isDistance && MORE.test(term.text)));
  const switches = fresh.filter(isSwitch);
  const at = fresh.findIndex(isAmount);
  const to = fresh.slice(Math.max(0, at - 2), Math.max(0, at)).filter(isTo);
  const kept = spoken(before.clause.terms).filter((term) => {
    if (nouns.length && isNoun(term)) return false;
    if (switches.length && isSwitch(term)) return false;
    if (ways.length && (isWay(term) || isTo(term))) return false;
    return !numbers.length || !(isAmount(term) || (isWay(term) && !keepWay));
  });
  return rebuilt(frame, before, [...switches, ...kept, ...nouns, ...ways, ...to, ...numbers], reading);
}

/** Reads words of several messages as one clause; it stays the wish of before unless it is another setting now. */
export function rebuilt(frame: Frame, before: Frame, terms: Term[], reading: Reading): Frame {
  const { mood, asks } = before.clause;
  const merged = frameOf(clauseOf(terms, frame, before.role === 'do' ? 'command' : mood, asks, reading));
  const isSame = merged.intent?.id === before.intent?.id && merged.role === before.role;
  return isSame || (isSetting(before) && isSetting(merged))
    ? merged
    : { ...merged, intent: before.intent, role: before.role, score: before.score };
}

/** The wish of now with the noun of before. */
export function withNounOf(frame: Frame, before: Frame, reading: Reading): Frame {
  return frameOf(clauseOf(besideNounOf(frame, before), frame, 'command', false, reading));
}

/** The question of now with the noun of before; it stays one. */
export function askedWithNounOf(frame: Frame, before: Frame, reading: Reading): Frame {
  const asked = frameOf(clauseOf(besideNounOf(frame, before), frame, 'question', true, reading));
  return asked.role === 'answer' ? asked : frame;
}

const besideNounOf = (frame: Frame, before: Frame): Term[] => [
  ...spoken(frame.clause.terms),
  ...before.clause.terms.filter((term) => isNoun(term) && !term.unknown),
];
