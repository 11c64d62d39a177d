import { fold } from '../normalise/text.ts';
import { has, quantities, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Situation } from './follow-up.ts';
import { merge } from './merge.ts';
import { isSoft } from './nouns.ts';

/** Wishes and questions that make sense a second time just as they were. */
const REPEATABLE: ReadonlySet<string> = new Set(
  `move extrude retract adjust_z testz home bed_mesh check_flat screws_tilt gantry_level probe_accuracy run_macro input_shaper snapshot
  temperatures progress eta layer status position host_health console endstops fan_state set_temperature set_speed set_flow set_fan load_filament unload_filament`.split(
    /\s+/,
  ),
);
const WITH_STEP: ReadonlySet<string> = new Set(
  'move extrude retract adjust_z testz set_temperature set_speed set_flow'.split(' '),
);

/** "and before that?" goes on with the question before. */
export function furtherBack(frame: Frame, { before, reading }: Situation): Frame | null {
  const text = fold(reading.text)
    .replace(/[^\p{L}\d ]+/gu, '')
    .trim();
  const isBack =
    /^(?:(?:and|och|und|y|et) )?(?:(?:what|which|the)(?: \w+)? )?(?:before (?:that|it|then)|one before(?: that| it)?|innan dess|dessforinnan|davor|antes(?: de eso)?|avant(?: ca)?)$/;
  return before.intent?.id === 'last_job' && isBack.test(text)
    ? { ...before, clause: { ...before.clause, text: frame.clause.text } }
    : null;
}

/** "once more", "same again", "another 10", "a bit more": what was wanted before, again. Never a print. */
export function repeated(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  if (/\b(?:back|undo|print|file|job|tillbaka|zuruck|retour)\b/.test(clause.folded)) return null;
  if (!clause.terms.every((term) => isSoft(term) || isAgain(term))) return null;
  const last = before.role === 'do' ? before : (lastDone ?? before);
  const number = quantities(clause).length > 0;
  if (isRepeat(clause) && !number)
    return REPEATABLE.has(before.intent?.id ?? '')
      ? { ...before, clause: { ...before.clause, text: clause.text } }
      : null;
  const adds =
    /^(?:and |then |now )?(?:another|an extra|a further|\S+ more$)/.test(clause.folded) ||
    /\bmore$/.test(clause.folded);
  return number && adds && WITH_STEP.has(last.intent?.id ?? '') ? merge(frame, last, reading, true) : null;
}

const isAgain = ({ concepts }: { concepts: readonly string[] }): boolean =>
  concepts.some((concept) => concept === 'again' || concept === 'reprint' || concept === 'other');
const isRepeat = (clause: Clause): boolean =>
  has(clause, 'again', 'reprint') ||
  /^(?:and )?(?:another|one more|same|repeat)(?: one| time| go)?$/.test(clause.core);

/** "so how many are left?" behind a question about layers or the time. */
export const howManyLeft = (frame: Frame, { before }: Situation): Frame | null =>
  before.role === 'answer' &&
  COUNTED.has(before.intent?.id ?? '') &&
  /^(?:(?:ok|so|and|then|right|well) )*how (?:many|much)(?: more)?(?: of (?:them|those|it))?(?: is| are)?(?: still)? (?:left|to go|remain\w*|missing|to come)$/.test(
    frame.clause.folded,
  )
    ? { ...frame, role: 'answer', intent: before.intent }
    : null;
const COUNTED: ReadonlySet<string> = new Set(['layer', 'filament_used', 'eta', 'progress']);

/** "out of how many?" behind "which layer": the answer holds both. */
export const outOfHowMany = (frame: Frame, { before }: Situation): Frame | null =>
  before.role === 'answer' && /^(?:and )?(?:out )?of how (?:many|much)\b/.test(frame.clause.folded)
    ? { ...before, clause: { ...before.clause, text: frame.clause.text } }
    : null;
