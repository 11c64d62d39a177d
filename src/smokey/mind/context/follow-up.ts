import { has, isFiller, quantities, type Clause } from '../understand/clause.ts';
import { NO, OOPS } from '../normalise/no-words.ts';
import { fold } from '../normalise/text.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Reading, type Term } from '../understand/terms.ts';
import type { Memory } from './memory.ts';
import { intentOf, isAmount, isWay, merge, rebuilt, withNounOf } from './merge.ts';
import {
  backAsBefore,
  backOne,
  forThatMaterial,
  heatedThing,
  sameForOther,
  untilHot,
  valueNow,
} from './after-setting.ts';
import { heatByOther, heatOfFileBefore, withAdopted } from './adopted.ts';
import { aspectOfFile } from './aspect.ts';
import { canTake, familyOf, type Family } from './families.ts';
import { isNoun, isSoft } from './nouns.ts';
import { ofDialogue } from './of-dialogue.ts';
import { nthFile } from './ordinal.ts';
import { ofMesh, withNewMesh } from './of-mesh.ts';
import { answeredBack, nounThenValue } from './unclear.ts';
import { withMaterialBefore } from './with-material.ts';
import { duringProbing } from './probing.ts';
import { ofFiles } from './of-files.ts';
import { ofMoves } from './of-moves.ts';
import { ofHistory } from './of-history.ts';
import { ofQueue } from './of-queue.ts';
import { ofOtherPrinter } from './other-printer.ts';
import { otherOne } from './other.ts';
import { fromThatFigure, levelOfSpoken } from './of-spoken-value.ts';
import { byThat, otherWay, speedThen } from './other-way.ts';
import { exceptThat } from './except.ts';
import { furtherBack, howManyLeft, outOfHowMany, repeated } from './repeat.ts';
import { withCalibrationOfMessage } from './of-calibration.ts';
import { withNounsOfMessage } from './same-message.ts';
import { withHeaterOfNumber } from './told-number.ts';
import { settingAskedAbout } from './settings.ts';
import { backToNormal, furtherStep } from './steps.ts';

/** What a message may lean on. */
export interface Situation {
  /** The last thing that was wanted or asked. */
  before: Frame;
  /** The last thing that was to be done, some messages back perhaps. */
  lastDone: Frame | null;
  memory: Memory;
  reading: Reading;
  /** Clauses of this message that want something. */
  count: number;
}

type Rule = (frame: Frame, situation: Situation) => Frame | null;

/**
 * Understands what only makes sense after the message before: a bare noun, a bare number, "make it 205",
 * "once more", "no, the bed". Returns the frames as they are when nothing has to be filled in.
 */
export function resolveFollowUps(frames: Frame[], memory: Memory, reading: Reading): Frame[] {
  const named = withHeaterOfNumber(withNounsOfMessage(withCorrections(frames, reading), reading), reading);
  const leaning = withNewMesh(withAdopted(withCalibrationOfMessage(named, reading), reading));
  const answered = answeredBack(leaning, memory, reading) ?? nounThenValue(leaning, reading);
  if (answered) return answered;
  const corrected = withMaterialBefore(leaning, memory, reading);
  const wanted = memory.past.map(({ frames: earlier }) => earlier.filter(isWanted));
  const before = wanted[0]?.at(-1) ?? wanted[1]?.at(-1);
  if (!before) return corrected.map(withoutGuess);
  const lastDone = wanted.flat().find((frame) => frame.role === 'do') ?? null;
  const count = corrected.filter((frame) => frame.intent?.kind !== 'talk').length;
  return corrected.map((frame) => {
    const situation = { before, lastDone, memory, reading, count };
    for (const rule of RULES) {
      const found = rule(frame, situation);
      if (found) return found;
    }
    return frame;
  });
}

/** "no wait, 210" corrects what nobody said: nothing is guessed from it. */
const withoutGuess = (frame: Frame): Frame =>
  frame.role === 'do' && has(frame.clause, 'wait') && frame.clause.terms.every(isSoft) && isSetToNumber(frame)
    ? { ...frame, role: 'unknown', intent: null }
    : frame;

const isWanted = (frame: Frame): boolean =>
  frame.intent !== null &&
  frame.intent.kind !== 'talk' &&
  (frame.role === 'do' || frame.role === 'answer' || frame.role === 'explain');

/** Wishes that carry a value which a later message can change. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  'set_temperature set_speed set_flow set_fan set_output light set_pressure_advance set_limits adjust_z move extrude retract pid_tune edit_config'.split(
    ' ',
  ),
);

const RULES: readonly Rule[] = [
  (frame, { memory }) => (memory.manualProbe ? duringProbing(frame) : null),
  ofDialogue,
  otherWay,
  fromThatFigure,
  levelOfSpoken,
  speedThen,
  byThat,
  nthFile,
  ofFiles,
  ofMesh,
  ofHistory,
  ofMoves,
  ofQueue,
  ofOtherPrinter,
  sameOfAnother,
  heatOfFileBefore,
  heatByOther,
  valueNow,
  untilHot,
  forThatMaterial,
  heatedThing,
  sameForOther,
  backOne,
  backAsBefore,
  aspectOfFile,
  exceptThat,
  leftAsItIs,
  otherOne,
  furtherBack,
  outOfHowMany,
  howManyLeft,
  backToNormal,
  furtherStep,
  repeated,
  valueOfBefore,
  switchOfBefore,
  correctedNoun,
  elliptic,
];

/** "bed 50" – "and leave the nozzle": what stays is not set. */
function leftAsItIs(frame: Frame, { before }: Situation): Frame | null {
  const names = frame.clause.terms.some((term) => isNoun(term) && !term.unknown);
  return before.role === 'do' && names && STAYS.test(frame.clause.folded) && !quantities(frame.clause).length
    ? { ...frame, role: 'negated', clause: { ...frame.clause, mood: 'negated' } }
    : null;
}
const STAYS =
  /^(?:(?:and|but|just|please|ok|actually|no wait|no) )*(?:leave|keep|not) (?:the |my )?(?:\w+ ){0,2}\w+(?: (?:alone|as (?:it|they) (?:is|are)|on|off|be|out|running))?$/;

/** "and the one for the probe": asked of another thing, whatever could be done with it. */
function sameOfAnother(frame: Frame, { before, reading }: Situation): Frame | null {
  const joined = JOINS_ON.test(fold(reading.text)) && /^the one\b/.test(frame.clause.folded);
  if (before.role !== 'answer' || !(joined || THE_ONE.test(frame.clause.folded))) return null;
  return { ...withNounOf(frame, before, reading), role: 'answer', intent: before.intent };
}

const JOINS_ON = /^\P{L}*and the one (?:for|of|about)\b/u;
const THE_ONE = /^(?:and|or|what about|how about) (?:the|that) one (?:for|of|on|from|with)\b/;

/** "make it 205", "205 then", "ten higher", "no, 70": the number belongs to what was spoken of. */
function valueOfBefore(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const id = before.intent?.id ?? '';
  const isStepOf = before.role === 'do' && LEVELS.has(id) && isStepAlone(frame.clause);
  if (isStepOf) return merge(frame, before, reading);
  if (!isSetToNumber(frame)) return null;
  if (before.role === 'do' && WITH_VALUE.has(id)) return merge(frame, before, reading, isStep(before.clause));
  const setting = settingAskedAbout(before);
  if (setting) return { ...withNounOf(frame, before, reading), role: 'do', intent: intentOf(setting) };
  const asked = before.role === 'explain' && WITH_VALUE.has(id);
  if (asked) return null;
  return lastDone && WITH_VALUE.has(lastDone.intent?.id ?? '') && before.role !== 'do'
    ? merge(frame, lastDone, reading, isStep(lastDone.clause))
    : before.role === 'do' && !has(frame.clause, 'to')
      ? merge(frame, before, reading)
      : null;
}

/** "hmm, go ten higher" behind the bed: of its heat, and no move. */
const GO_BY =
  /^(?:(?:hmm+|and|ok|then|no|so|maybe|actually|please|just) )*(?:go|take it|make it|put it|bump it|push it|turn it|set it) (?:by )?[\w.]+(?: degrees?| percent)? (?:higher|hotter|warmer|lower|cooler|colder|up|down|more|less)(?: please| then)?$/;
const isStepAlone = (clause: Clause): boolean =>
  quantities(clause).length === 1 && quantities(clause)[0]!.unit !== 'mm' && GO_BY.test(clause.folded);
const LEVELS: ReadonlySet<string> = new Set(
  'set_temperature set_speed set_flow set_fan set_output'.split(' '),
);

/** "5 hotter", "up 10": a change by so much, so that another number is one too. */
const isStep = (clause: Clause): boolean => quantities(clause).length > 0 && clause.terms.some(isWay);

/** A number, and nothing that says what it is of. */
function isSetToNumber({ clause }: Frame): boolean {
  return clause.terms.some(isAmount) && clause.mood !== 'question' && clause.terms.every(isSoft);
}

/** "turn it off", "switch that on", "and off again". */
function switchOfBefore(frame: Frame, { before, reading }: Situation): Frame | null {
  const { clause } = frame;
  if (isOfPower(before) && PUT_IT_ON.test(clause.folded)) {
    const order = {
      ...frame,
      clause: { ...clause, terms: readTerms(PUT_IT_ON.exec(clause.folded)![1]!, 'en', EMPTY_NAMES).terms },
    };
    return withNounOf(order, before, reading);
  }
  const isSwitch =
    (has(clause, 'on', 'off') || (has(clause, 'start') && isOfPower(before))) &&
    !clause.terms.some(isNoun) &&
    !has(clause, 'heatersoff') &&
    clause.mood === 'command' &&
    (has(clause, 'it') ||
      /^(?:and |so |ok |then |please )*(?:(?:switch|turn|put|power|shut) it (?:on|off|down)|off)(?: then| now| again| please)*$/.test(
        clause.folded,
      ) ||
      (has(clause, 'again') && clause.terms.every((term) => isSoft(term) || isOnOff(term))));
  if (
    isSwitch &&
    has(clause, 'off') &&
    OF_HEAT.has(before.intent?.id ?? '') &&
    (before.intent?.id === 'preheat' || !before.clause.terms.some(isPart))
  )
    return { ...frame, role: 'do', intent: intentOf('heaters_off') };
  return isSwitch && before.clause.terms.some((term) => isNoun(term) && !term.unknown)
    ? withNounOf(frame, before, reading)
    : null;
}

/** "kindly put it on then, in this rain all the rolls are wet": why stands behind it. */
const PUT_IT_ON =
  /^(?:(?:ok|so|then|and|please|kindly|well) )*((?:switch|turn|put|power) (?:it|that) (?:on|off)) ?(?:then|please|now)?\b/;

/** "is the dryer on?", "well then, start it up". */
const isOfPower = ({ clause }: Frame): boolean =>
  clause.terms.some(({ references: named }) => named.some(({ kind }) => kind === 'power'));

/** Questions about all heaters: "turn it off" behind them means the heat. */
const OF_HEAT: ReadonlySet<string> = new Set([
  'heaters_state',
  'temperatures',
  'cool_time',
  'preheat',
  'set_temperature',
]);

const isOnOff = ({ concepts }: { concepts: readonly string[] }): boolean =>
  concepts.some((concept) => concept === 'on' || concept === 'off');

const MOST_WORDS = 6;
const JOINED_WORDS = 5;
const WEAK_SCORE = 1.35;

/** "sorry, I meant the light", "no, the bed": the same wish with another noun. */
function correctedNoun(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  const families = familiesIn(clause);
  const corrects = has(clause, 'wait') || CORRECTING.test(clause.folded);
  if (!corrects || !families.size || clause.asks || quantities(clause).length) return null;
  if (!clause.terms.every((term) => isSoft(term) || isFiller(term) || familyOf(term))) return null;
  const last = before.role === 'do' ? before : lastDone;
  return last && canTake(last, families) ? merge(frame, last, reading) : null;
}

const CORRECTING = new RegExp(String.raw`^(?:ach )?(?:${NO}|${OOPS}|not)\b`);
/** A word for one part of the printer. */
const isPart = (term: Term): boolean => !['thing', null].includes(familyOf(term));
const familiesIn = (clause: Clause): ReadonlySet<Family> =>
  new Set(clause.terms.flatMap((term) => familyOf(term) ?? []));

/** Moods that say something of their own, whatever was said before. */
const OF_ITS_OWN: ReadonlySet<string> = new Set(
  'statement reported hypothetical howto permission'.split(' '),
);

/** "and the bed?", "what about v3", "the nozzle too": a noun in place of the one before, where one has its place. */
function elliptic(frame: Frame, { before, reading, count }: Situation): Frame | null {
  const { clause } = frame;
  if (has(clause, 'undo', 'again') || /\bback\b/.test(clause.folded) || count > 1) return null;
  if (/^(?:please |then )?(?:write|enter|put|note) -?\d/.test(clause.core)) return null; // into the file that was read
  const words = clause.terms.filter((term) => term.kind !== 'punctuation');
  const said = fold(reading.text).replace(/^\P{L}+/u, '');
  const joins =
    words.length <= JOINED_WORDS && (JOINING.test(clause.folded) || JOINING.test(said)) && !hasVerb(clause);
  const weak =
    !frame.intent || frame.role === 'unknown' || (frame.score < WEAK_SCORE && isJustNoun(clause)) || joins;
  const ownQuestion = clause.mood === 'question' && words.length > JOINED_WORDS;
  if (words.length > MOST_WORDS || !weak || ownQuestion || hasVerb(clause)) return null;
  const families = familiesIn(clause);
  const setsValue = frame.role === 'do' && quantities(clause).length > 0 && families.size > 0;
  const orders = has(clause, 'set') && clause.terms.some(isAmount);
  // "and the plate to 55", "put it at 1.5" behind a question ask nothing
  if ((setsValue || orders) && before.role === 'answer') return null;
  if (OF_ITS_OWN.has(clause.mood) && !joins) return null;
  if (families.size ? !canTake(before, families) : !quantities(clause).length) return null;
  return merge(frame, before, reading);
}

const JOINING =
  /^(?:and|or|what about|how about|(?:the )?same(?: question)? for|ditto for|likewise for|och|und|y|et|vad sags om|was ist mit|que tal|et pour)\b|\b(?:too|as well|also|ocksa|auch|tambien|aussi)$/;
const isJustNoun = (clause: Clause): boolean =>
  /^(?:also |now |then |ok )?(?:the |a |my |for |with |den |det |die |der |das |el |la |le )?\S+(?: \S+)?$/.test(
    clause.folded,
  );

const VERBS =
  'pause resume cancel stop home undo yes no thanks status estop progress eta camera picture homed heatersoff faster slower restart reboot greeting off on print delete upload rename load unload move extrude calibrate save'.split(
    ' ',
  );
const hasVerb = (clause: Clause): boolean => has(clause, ...VERBS);

/** "no wait" between what was said and what is meant. */
const isOnlyCorrecting = ({ clause, intent }: Frame): boolean =>
  !intent && has(clause, 'wait') && clause.terms.every(isSoft);

const DENIES = new RegExp(String.raw`^(?:ach )?(?:${NO})\b`);

/** What stood before is not wanted any more, also where it is not clear what is wanted instead. */
const DROPS = /^no wait\b/;
/** "sorry, i mean rename it", "actually, cancel it": another wish in place of the one before; "also" adds one. */
const INSTEAD =
  /^(?:(?:no|oh|oops|wait|hmm|uh|ach) )*(?:(?:sorry )?i mean|i meant|actually|scratch that|or rather|on second thoughts?|correction)\b(?!.*\b(?:also|too|as well)\b)/;

/** Said alone between two wishes. */
const BREAKS_OFF =
  /^(?:(?:oh|oops|hmm|uh|ach) )*(?:no\b|wait no|actually|i meant?|or rather|correction|on second thoughts?|scratch that)/;
const ADDS = /\b(?:also|too|as well|and then)\b/;

const drops = ({ clause, role }: Frame, broken: string): boolean =>
  DROPS.test(clause.folded) ||
  DROPS.test(broken) ||
  (role === 'do' && (INSTEAD.test(clause.folded) || (BREAKS_OFF.test(broken) && !ADDS.test(clause.folded))));

/** "fan 50, no wait, the speed": the value stays, and only what it is of was wrong. */
const isOtherNoun = ({ clause }: Frame, before: Frame): boolean =>
  DROPS.test(clause.folded) &&
  !clause.asks &&
  before.role === 'do' &&
  quantities(before.clause).length > 0 &&
  !quantities(clause).length &&
  clause.terms.every((term) => isSoft(term) || isFiller(term) || familyOf(term));

/** "home workhorse. sorry, I meant little red": the same wish for the printer that was meant. */
function forOtherPrinter({ clause, ...frame }: Frame, before: Frame, reading: Reading): Frame | null {
  const named = clause.terms.filter(isPrinterName);
  const isBare = clause.terms.every(
    (term) => isPrinterName(term) || isSoft(term) || isFiller(term) || term.concepts.includes('panic'),
  );
  if (!named.length || !isBare || before.role !== 'do' || quantities(clause).length) return null;
  const kept = before.clause.terms.filter((term) => !isPrinterName(term) && term.kind !== 'punctuation');
  return rebuilt({ ...frame, clause }, before, [...kept, ...named], reading);
}
/** "210 on Workhorse and to 240 on Little Red": the same setting for another printer. */
function alsoForPrinter(frame: Frame, before: Frame, reading: Reading): Frame | null {
  const { terms } = frame.clause;
  const isValue = terms.every(
    (term) => isPrinterName(term) || isSoft(term) || isFiller(term) || isOnOff(term),
  );
  if (frame.intent || !isValue || !terms.some(isPrinterName) || quantities(frame.clause).length !== 1)
    return null;
  if (before.role !== 'do' || !WITH_VALUE.has(before.intent?.id ?? '')) return null;
  const kept = {
    ...before,
    clause: { ...before.clause, terms: before.clause.terms.filter((term) => !isPrinterName(term)) },
  };
  const merged = merge(
    {
      ...frame,
      clause: { ...frame.clause, terms: terms.filter((term) => !isPrinterName(term) && !isOnOff(term)) },
    },
    kept,
    reading,
  );
  return rebuilt(frame, before, [...merged.clause.terms, ...terms.filter(isPrinterName)], reading);
}

const isPrinterName = ({ references: names }: Term): boolean => names.some(({ kind }) => kind === 'printer');

/** "the bed to 80, no wait, 60": the later value stands in for the earlier one. */
function withCorrections(frames: Frame[], reading: Reading): Frame[] {
  const result: Frame[] = [];
  for (const frame of frames) {
    let broken = '';
    while (result.length > 1 && isOnlyCorrecting(result.at(-1)!)) broken ||= result.pop()!.clause.folded;
    const isInstead = BREAKS_OFF.test(broken);
    const before = result.at(-1);
    const other =
      before && (isInstead || has(frame.clause, 'wait')) ? forOtherPrinter(frame, before, reading) : null;
    if (other) {
      result[result.length - 1] = other;
      continue;
    }
    const corrects = isInstead || has(frame.clause, 'wait') || DENIES.test(frame.clause.folded);
    const isOnly = frame.clause.terms.filter((term) => term.kind !== 'punctuation').length <= 7;
    const also = before && corrects === false ? alsoForPrinter(frame, before, reading) : null;
    if (also) {
      result.push(also);
      continue;
    }
    const bare =
      !frame.intent || isSetToNumber(frame) || frame.score < 1.2 || (before && isOtherNoun(frame, before));
    const says =
      frame.clause.terms.some(isOnOff) ||
      quantities(frame.clause).length > 0 ||
      frame.clause.terms.some((term) => isNoun(term) && !isFiller(term));
    const isFirst = before?.role !== 'do' && quantities(frame.clause).length > 0; // "it is cold, make that 65"
    if (before?.intent && corrects && !isFirst && isOnly && bare && says)
      result[result.length - 1] = merge(frame, before, reading);
    else if (before && corrects && frame.role === 'do' && frame.intent?.id === before.intent?.id)
      result[result.length - 1] = frame;
    else if (before?.role === 'do' && !isOnlyCorrecting(frame) && drops(frame, broken))
      result.splice(-1, 1, { ...before, role: 'negated' }, frame);
    else result.push(frame);
  }
  const [last, before] = [result.at(-1), result.at(-2)];
  if (last && before?.role === 'do' && isOnlyCorrecting(last) && DROPS.test(last.clause.folded))
    result.splice(-2, 1, { ...before, role: 'negated' });
  return result;
}
