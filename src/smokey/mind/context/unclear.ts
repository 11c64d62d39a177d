import { has, isFiller, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Reading, type Term } from '../understand/terms.ts';
import { familyOf } from './families.ts';
import type { Memory } from './memory.ts';
import { intentOf, rebuilt, withNounOf } from './merge.ts';
import { isNoun, isSoft } from './nouns.ts';

const SWITCHES = ['on', 'off'];
const MOST_CLAUSES = 3;

/** "turn it off" – "what should I turn off?" – "no, the bed": the noun that was asked for belongs to the wish before. */
export function answeredBack(frames: Frame[], memory: Memory, reading: Reading): Frame[] | null {
  const last = memory.past[0];
  if (!frames.length || frames.length > MOST_CLAUSES || !last || !last.exchange.reply.includes('?'))
    return null;
  const lacks = last.frames.at(-1);
  if (
    lacks &&
    lacksPart(lacks) &&
    frames.every(({ clause }) => clause.terms.every(isOfAnswer) && !clause.asks)
  ) {
    const part = frames.find(({ clause }) => clause.terms.some(isPart));
    if (part && quantities(part.clause).length === 0) {
      const found = withNounOf(lacks, part, reading);
      const isHeat = lacks.intent?.id === 'preheat';
      return [{ ...found, role: 'do', intent: isHeat ? intentOf('set_temperature') : found.intent }];
    }
  }
  if (!/\?\s*$/.test(last.exchange.reply)) return null;
  const open = last.frames.filter(({ clause }) => has(clause, ...SWITCHES)).at(-1);
  if (!open || open.intent || open.clause.terms.some(isNoun) || open.clause.asks || open.role === 'negated')
    return null;
  const named = frames.find(({ clause }) => clause.terms.some(isPart));
  const isAnswer = frames.every(({ clause }) => clause.terms.every(isOfAnswer) && !clause.asks);
  if (!named || !isAnswer || frames.some(({ clause }) => has(clause, ...SWITCHES))) return null;
  const found = withNounOf(open, named, reading);
  return found.role === 'do' ? [found] : null;
}

/** "pid tune" – "for which temperature?" – "the nozzle": which part it is was left open. */
const lacksPart = ({ role, intent, clause }: Frame): boolean =>
  role === 'do' && PART_OPEN.has(intent?.id ?? '') && !clause.terms.some(isNoun);
const PART_OPEN: ReadonlySet<string> = new Set(['pid_tune', 'set_temperature', 'preheat']);

/** "I mean the fan. 40 percent": the thing and its value, one after the other. */
export function nounThenValue(frames: Frame[], reading: Reading): Frame[] | null {
  const [noun, value, ...others] = frames;
  if (!noun || !value || others.length || !has(noun.clause, 'wait') || noun.clause.asks) return null;
  const isValue = value.clause.terms.every(isSoft) && quantities(value.clause).length === 1;
  if (!isValue || !noun.clause.terms.some(isPart) || quantities(noun.clause).length) return null;
  const set = readTerms('set', 'en', EMPTY_NAMES).terms;
  const wish: Frame = { ...noun, role: 'do', intent: null };
  const parts = noun.clause.terms.filter(isPart);
  const found = rebuilt(value, wish, [...set, ...parts, ...value.clause.terms], reading);
  const own = withNounOf(found, { ...noun, clause: { ...noun.clause, terms: [] } }, reading);
  return own.role === 'do' ? [own] : null;
}

const isPart = (term: Term): boolean => isNoun(term) && !term.unknown;
const isOfAnswer = (term: Term): boolean =>
  isSoft(term) || isFiller(term) || isPart(term) || familyOf(term) !== null;
