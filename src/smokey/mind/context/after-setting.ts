import { has, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, isWay, rebuilt, withNounOf } from './merge.ts';
import { isNoun } from './nouns.ts';
import { turned } from './steps.ts';

/** What is asked back about a thing that was just set. */
const ASKED_OF: Record<string, string> = {
  set_temperature: 'temperatures',
  preheat: 'temperatures',
  set_speed: 'speed_flow',
  set_flow: 'speed_flow',
  set_fan: 'fan_state',
  set_output: 'outputs_state',
  set_pressure_advance: 'pressure_advance_value',
  move: 'position',
  set_limits: 'limits',
};
const WHAT_NOW =
  /^(?:(?:and|so|ok) )*what (?:is|are) (?:it|that|they|we) (?:(?:at|on|set to|up to) ?)?(?:now|right now|currently|at the moment)?(?: again| then)*$/;
/** "what is it now": the value of what was just set. */
export function valueNow(frame: Frame, { before }: Situation): Frame | null {
  const ask = before.role === 'do' ? ASKED_OF[before.intent?.id ?? ''] : undefined;
  if (!ask || !WHAT_NOW.test(frame.clause.folded)) return null;
  const nouns = before.clause.terms.filter((term) => isNoun(term) && !term.unknown);
  return {
    ...frame,
    role: 'answer',
    intent: intentOf(ask),
    clause: { ...frame.clause, terms: [...frame.clause.terms, ...nouns] },
  };
}

const HOW_LONG =
  /^(?:(?:and|so|ok) )*(?:how long|when)(?: (?:will|does|would|is|until|till|before|do))?\b.*\b(?:that|it|this|there|they)\b|^(?:(?:and|so|ok) )*how long(?: for that)?$/;
/** "bed to 60" – "how long will that take": until it is hot. */
export function untilHot(frame: Frame, { before, reading }: Situation): Frame | null {
  if (
    before.role === 'answer' &&
    before.intent?.id === 'heat_time' &&
    frame.clause.asks &&
    quantities(frame.clause).length === 1
  )
    return { ...withNounOf(frame, before, reading), role: 'answer', intent: before.intent };
  const heats = before.role === 'do' && /^(?:set_temperature|preheat)$/.test(before.intent?.id ?? '');
  const isNamed = frame.clause.terms.some((term) => term.kind === 'file' || isNoun(term));
  if (!heats || isNamed || !HOW_LONG.test(frame.clause.folded)) return null;
  const asked = withNounOf(frame, before, reading);
  const numbers = before.clause.terms.filter(({ quantity }) => quantity);
  return {
    ...asked,
    role: 'answer',
    intent: intentOf('heat_time'),
    clause: { ...asked.clause, terms: [...asked.clause.terms, ...numbers], mood: 'question' },
  };
}

const DO_THAT =
  /^(?:(?:ok|yes|then|please|good|great|so|and|right|fine) )*(?:do|set|use|go with|heat|take|apply|make) (?:that|those|it|them|these)(?: (?:then|please|now|up))*$/;
/** "what temps for TPU" – "ok do that": heat for it. */
export const forThatMaterial = (frame: Frame, { before }: Situation): Frame | null =>
  before.role !== 'do' && has(before.clause, 'materialname') && DO_THAT.test(frame.clause.folded)
    ? { ...frame, role: 'do', intent: intentOf('preheat') }
    : null;

const WARM_IT =
  /^(?:(?:ok|then|please|can you|could you|so|and) )*(?:warm|heat|cool|turn|get|make|bring) (?:it|that|this)(?: (?:up|down))?(?: (?:a bit|a little|some|slightly|hotter|warmer|cooler))*(?: please| then| now)*$/;
/** "what is the bed at" – "warm it up a bit": the bed. */
export function heatedThing(frame: Frame, { before, reading }: Situation): Frame | null {
  const asked = before.role === 'answer' && /^(?:temperatures|heaters_state)$/.test(before.intent?.id ?? '');
  const one = before.clause.terms.filter((term) => isNoun(term) && !term.unknown).length === 1;
  if (!asked || !one || quantities(frame.clause).length || !WARM_IT.test(frame.clause.folded)) return null;
  return { ...withNounOf(frame, before, reading), role: 'do', intent: intentOf('set_temperature') };
}

/** "fan 80 percent" – "same for the exhaust": the same value for another part. */
export function sameForOther(frame: Frame, { before, reading }: Situation): Frame | null {
  const { clause } = frame;
  const sets = before.role === 'do' && /^set_(?:fan|output|temperature)$/.test(before.intent?.id ?? '');
  if (!sets || clause.asks || !SAME_FOR.test(clause.folded)) return null;
  const nouns = clause.terms.filter((term) => isNoun(term) && !term.unknown);
  const values = before.clause.terms.filter(({ quantity, concepts }) => quantity || concepts.includes('to'));
  if (!nouns.length || !values.some(({ quantity }) => quantity)) return null;
  const set = readTerms('set', 'en', EMPTY_NAMES).terms;
  return rebuilt(frame, before, [...set, ...nouns, ...values], reading);
}
const SAME_FOR = /^(?:(?:and|then|ok) )*(?:the )?(?:same|ditto|likewise) (?:for|with|on|to) (?:the |my )?\w+/;

const BACK_ONE =
  /^(?:(?:and|ok|too much|too far|now|then|please|no|oops|hmm) )*(?:go |move |put it )?back(?: (?:one|it|again|a (?:bit|little|hair|touch|notch|step)))?(?: again| please)*$/;
/** "nozzle 5 up" – "ok back": as it was before. */
export const backAsBefore = (frame: Frame, { before, lastDone }: Situation): Frame | null => {
  const last = before.role === 'do' ? before : lastDone;
  return last && TURNS_BACK.has(last.intent?.id ?? '') && BACK_ONE.test(frame.clause.folded)
    ? { ...frame, role: 'do', intent: intentOf('undo') }
    : null;
};
const TURNS_BACK: ReadonlySet<string> = new Set(
  'set_temperature set_speed set_flow set_fan set_output extrude retract'.split(' '),
);

/** "lower the nozzle a hair" – "too much, back one": the same step the other way. */
export function backOne(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const last = before.role === 'do' ? before : lastDone;
  if (!last || !/^(?:adjust_z|move)$/.test(last.intent?.id ?? '') || !BACK_ONE.test(frame.clause.folded))
    return null;
  if (!last.clause.terms.some(isWay) || quantities(last.clause).some(({ signed }) => signed)) return null;
  const terms = last.clause.terms.map(turned);
  return { ...rebuilt(frame, last, terms, reading), role: 'do', intent: last.intent };
}
