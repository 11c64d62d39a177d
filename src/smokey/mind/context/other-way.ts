import { quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, rebuilt } from './merge.ts';

const OTHER_WAY =
  /^(?:(?:no|oh|oops|sorry|wait|no wait|argh|and|the|now|please|i meant?|go|move it) )*(?:(?:other|opposite) (?:way|direction|side)|wrong (?:way|direction)|opposite|reverse(?: it| that)?|the reverse)(?: (?:round|around|please|of course|now))*$/;
/** What a wish is the opposite of. */
const PAIRS: readonly [string, string][] = [
  ['up', 'down'],
  ['left', 'right'],
  ['forward', 'back'],
  ['forwards', 'backwards'],
  ['raise', 'lower'],
  ['higher', 'lower'],
  ['lift', 'lower'],
  ['increase', 'decrease'],
  ['closer', 'further'],
  ['hotter', 'colder'],
  ['warmer', 'cooler'],
  ['faster', 'slower'],
  ['more', 'less'],
  ['extrude', 'retract'],
  ['plus', 'minus'],
];
const OPPOSITE = new Map(PAIRS.flatMap(([one, other]) => [[other, one] as const, [one, other] as const]));
const TURNED: ReadonlySet<string> = new Set(
  'adjust_z move extrude retract testz set_temperature set_speed set_flow set_fan'.split(' '),
);

/** "z up a bit" – "other way": the same the other way round. */
export function otherWay(frame: Frame, { lastDone, reading }: Situation): Frame | null {
  const id = lastDone?.intent?.id ?? '';
  if (!lastDone || !TURNED.has(id) || !OTHER_WAY.test(frame.clause.folded)) return null;
  const before = lastDone.clause.folded;
  const turned = before
    .split(' ')
    .map((word) => OPPOSITE.get(word) ?? turnedSign(word))
    .join(' ');
  if (turned === before) return null;
  const wish = { extrude: 'retract', retract: 'extrude' }[id] ?? id;
  const terms = readTerms(turned, 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, lastDone, terms, reading), role: 'do', intent: intentOf(wish) };
}

const turnedSign = (word: string): string =>
  /^-\d/.test(word) ? word.slice(1) : /^\+\d/.test(word) ? `-${word.slice(1)}` : word;

/** "why is it so slow" – "ok 110 then": a number behind what was explained of the speed. */
export function speedThen(frame: Frame, { before, reading }: Situation): Frame | null {
  const { clause } = frame;
  const [only, ...more] = quantities(clause);
  if (before.intent?.id !== 'why_slow' || !only || more.length || clause.asks) return null;
  if (only.unit !== null && only.unit !== 'percent') return null;
  if (!THEN.test(clause.folded) || only.value < LEAST_PERCENT) return null;
  const terms = readTerms(`set the speed to ${only.value} percent`, 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: intentOf('set_speed') };
}
const THEN =
  /^(?:(?:ok|okay|so|then|well|make it|go|try|put it|set it|do|please|give it|let us|to|at|say|take) )*\d+(?: ?percent| ?%)?(?: (?:then|please|now))*$/;
const LEAST_PERCENT = 30;

/** "hotter" – "which one?" – "the nozzle" – "5": by so much, that way. */
export function byThat(frame: Frame, { before, reading }: Situation): Frame | null {
  const [only, ...more] = quantities(frame.clause);
  if (before.role !== 'do' || before.intent?.id !== 'set_temperature' || !only || more.length) return null;
  const isOnlyNumber =
    /^(?:(?:by|like|about|maybe|say|just) )*\d+(?: ?(?:degrees?|c))?(?: (?:please|more|then))*$/;
  if (!isOnlyNumber.test(frame.clause.folded) || only.value > MOST_STEP || quantities(before.clause).length)
    return null;
  if (!/\b(?:hotter|warmer|colder|cooler|higher|lower|up|down|raise)\b/.test(before.clause.folded))
    return null;
  const terms = readTerms(`${before.clause.folded} by ${only.value} degrees`, 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: intentOf('set_temperature') };
}
const MOST_STEP = 25;
