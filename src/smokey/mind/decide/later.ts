import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import { say } from '../answer/say.ts';
import type { Intent } from '../intents/types.ts';
import { has, quantities } from '../understand/clause.ts';
import { beginsWithVerb, type Frame } from '../understand/frames.ts';
import { endsSentence } from '../understand/meant.ts';
import { whenIn, type When } from '../understand/when.ts';
import { CHANGES, type Deed } from './deeds.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isBusy, offline } from './guards.ts';
import { heatersOf } from './heaters.ts';
import { etaText } from './handlers/progress.ts';

/** Wishes that name a layer or a time without waiting for it. */
const NEVER_LATER: ReadonlySet<string> = new Set(
  'queue_add adjust_z testz emergency_stop rename_file edit_config make_folder upload add_macro'.split(' '),
);
const ASKS: ReadonlySet<string> = new Set([
  'question',
  'howto',
  'permission',
  'hypothetical',
  'reported',
  'negated',
]);

/**
 * Wishes that wait for something, marked so: "pause at the next layer", "once it is done, lights off". A clause that
 * only says when concerns the wish beside it.
 */
export function withLater(frames: readonly Frame[]): Frame[] {
  let inDeferred = false;
  return frames.map((frame, index) => {
    const marked = markedLater(frames, frame, index, inDeferred);
    inDeferred = marked.role === 'deferred' && !endsSentence(frame.clause);
    return marked;
  });
}

function markedLater(frames: readonly Frame[], frame: Frame, index: number, inDeferred: boolean): Frame {
  if (waitsForHeat(frames, frame, index)) return { ...frame, role: 'do', intent: intentWished(frame) };
  const watch = frame.matches.find(({ intent }) => intent.id === 'watch');
  if (watch && whenIn(frame.clause))
    return { ...frame, role: 'answer', intent: toTell(frame, frames, watch.intent) };
  const act = frame.matches.find(({ intent }) => intent.kind === 'act');
  if (isOnlyWhen(frame) && frames[index + 1]?.role === 'do') return { ...frame, role: 'remark' };
  if (!isWish(frame) || NEVER_LATER.has(frame.intent?.id ?? '')) return frame;
  const goesOn = inDeferred && frame.role === 'do' && !has(frame.clause, 'nowword');
  const waits =
    goesOn || whenIn(frame.clause) !== null || isOnlyWhen(frames[index - 1]) || isLastWhen(frames, index);
  const isAct =
    frame.role === 'do' || act || frame.clause.mood === 'deferred' || beginsWithVerb(frame.clause);
  if (!waits || !isAct || (frame.role === 'answer' && ASKS_OF_THEN.test(frame.clause.folded))) return frame;
  // "The bell goes in 20 minutes. Will it be done by then?": only says when.
  const isTold = frame.role !== 'do' && !act && !beginsWithVerb(frame.clause);
  if (isTold && frames.some(({ role }) => role === 'answer')) return { ...frame, role: 'remark' };
  return { ...frame, role: 'deferred', intent: frame.role === 'do' ? frame.intent : (act?.intent ?? null) };
}

/** "home in 2 hours, will it be done by then?": a time that is asked about. */
const ASKS_OF_THEN =
  /\b(?:is|are) (?:it|this|that|they|the \w+) going to\b|\b(?:will|would|should) (?:it|this|that|they|everything|(?:the|my) \w+) (?:\w+ )?(?:be|have|still|make it|finish|last|run|end)\b/;

/** "warm the bed to 65 and when it is there measure a mesh": the plan waits for the heat by itself. */
function waitsForHeat(frames: readonly Frame[], frame: Frame, index: number): boolean {
  const before = frames.slice(0, index).filter(({ role }) => role === 'do');
  return (
    (ONCE_HOT.test(frame.clause.folded) || WHEN_HOT.test(frame.clause.folded)) &&
    AFTER_HEAT.has(intentWished(frame)?.id ?? '') &&
    before.length > 0 &&
    before.every(({ intent }) => intent?.id === 'set_temperature' || intent?.id === 'preheat')
  );
}
const intentWished = (frame: Frame): Intent | null =>
  frame.intent?.kind === 'act' || frame.intent?.kind === 'measure'
    ? frame.intent
    : (frame.matches.find(({ intent }) => intent.kind === 'act')?.intent ?? null);
const ONCE_HOT =
  /^(?:and |then )?(?:when|once|as soon as|after|the moment) (?:it|its|they|that|both|the (?:bed|nozzle|hotend|hot end|plate|temp\w*)) ?(?:is|are|s|has|have|gets?|reaches|hits)? ?(?:\w+ )?(?:hot|there|warm|ready|up|reached|heated|at temp\w*|up to temp\w*|got there|it|that|done|\d+)\b/;
/** "load the filament when it is hot" */
const WHEN_HOT =
  /\b(?:when|once|as soon as|after) (?:it|its|they|that|both|the (?:bed|nozzle|hotend|plate)) ?(?:is|are|s|has|gets?) ?(?:all |both |finally )?(?:hot|there|warm|ready|up|heated|at temp\w*|up to temp\w*)(?: enough)?$/;
/** What a plan can do behind a wish for heat: it waits there until it is reached. */
const AFTER_HEAT: ReadonlySet<string> = new Set(
  'bed_mesh screws_tilt check_flat probe_accuracy z_offset_start gantry_level run_macro load_filament unload_filament change_filament extrude retract'.split(
    ' ',
  ),
);

/** "… and tell me when it will be done", beside another wish: the time is told. */
function toTell(frame: Frame, frames: readonly Frame[], watch: Intent): Intent {
  const ask = frame.matches.find(({ intent }) => intent.kind === 'ask');
  const isBeside = frames.some((other) => other !== frame && other.role === 'do');
  return isBeside && ask?.intent.id === 'eta' ? ask.intent : watch;
}

const SUPPOSES =
  /(?<!\bdo not )\b(?:suppose|supposing|imagine|hypothetically|theoretically|in theory|purely as a question|assuming|let us say|what if|just asking)\b/;

const SUPPOSABLE: ReadonlySet<Frame['role']> = new Set(['do', 'unknown']);

/** "Suppose, hypothetically, that the bed were off: …": nothing in such a message is a wish. */
export function withSupposed(frames: readonly Frame[]): Frame[] {
  if (!frames.some(({ clause }) => SUPPOSES.test(clause.folded))) return [...frames];
  let inSentence = false;
  return frames.map((frame) => {
    const { clause } = frame;
    inSentence ||= SUPPOSES.test(clause.folded);
    const isAsked = !inSentence && (clause.polite || has(clause, 'please'));
    if (endsSentence(clause)) inSentence = false;
    return SUPPOSABLE.has(frame.role) && !isAsked
      ? { ...frame, role: 'explain', clause: { ...clause, mood: 'hypothetical' } }
      : frame;
  });
}

function isWish({ role, clause }: Frame): boolean {
  if (role === 'do' || role === 'deferred') return true;
  const isPlain = !ASKS.has(clause.mood) && (!clause.asks || clause.polite);
  return isPlain && whenIn(clause) !== null && role !== 'remark';
}

/** "when it is finished," and nothing that is to be done. */
const isOnlyWhen = (frame: Frame | undefined): boolean =>
  frame !== undefined &&
  frame.role !== 'do' &&
  STARTS_WITH_WHEN.test(frame.clause.folded) &&
  whenIn(frame.clause) !== null &&
  (frame.matches.find(({ intent }) => intent.kind === 'act')?.score ?? 0) < 1.2;
const STARTS_WITH_WHEN =
  /^(?:and |but |then |so )?(?:when|once|after|as soon as|the moment|in|at|if|tomorrow|later|tonight|nar|sa fort|wenn|sobald|cuando|en cuanto|quand|des que)\b/;

const isLastWhen = (frames: readonly Frame[], index: number): boolean =>
  index === frames.length - 2 && isOnlyWhen(frames[index + 1]);

/** Says that it does not wait, what is near instead, and keeps the wish for a "yes, now". */
export function laterOutcome(desk: Desk, frame: Frame, now: () => Outcome): Outcome {
  const away = offline(desk);
  if (away) return away;
  const clauses = [frame.clause, ...desk.frames.map(({ clause }) => clause)];
  const when = clauses.map(whenIn).find(Boolean) ?? null;
  const timer = when === 'time' ? offTimer(desk, frame) : [];
  if (timer.length) return { ...said(say(desk.language, 'laterTimer')), offers: timer };
  const near = when ? nearOf(desk, when) : '';
  const outcome = said([say(desk.language, 'later'), near].filter(Boolean).join(' '));
  return frame.intent?.kind === 'act' ? { ...outcome, offers: now().deeds } : outcome;
}

function nearOf(desk: Desk, when: When): string {
  const snapshot = snapshotOf(desk)!;
  if (when === 'time') return say(desk.language, 'laterTime');
  if (when === 'temperature') return say(desk.language, 'laterHeat');
  if (!isBusy(snapshot)) return '';
  if (when === 'end') return `${etaText(desk, snapshot)} ${say(desk.language, 'laterEnd')}`;
  return say(desk.language, 'laterLayer', { now: whereItIs(desk, snapshot) });
}

function whereItIs(desk: Desk, { job }: PrinterSnapshot): string {
  return job.layer === null
    ? ''
    : say(desk.language, 'layer', { layer: job.layer, layers: job.layerCount ?? '?', height: '' });
}

const LONGEST_TIMER_MINUTES = 120;

/** "heaters off in half an hour" is possible: each heater keeps its target and gets a timer. */
function offTimer(desk: Desk, { intent, clause }: Frame): Deed[] {
  const snapshot = snapshotOf(desk)!;
  if (!['heaters_off', 'heater_off'].includes(intent?.id ?? '') || isBusy(snapshot)) return [];
  const time = quantities(clause).find(({ unit }) => unit === 'min' || unit === 'h');
  const minutes = time ? Math.round(time.unit === 'h' ? time.value * 60 : time.value) : 0;
  if (minutes < 1 || minutes > LONGEST_TIMER_MINUTES) return [];
  return heatersOf(snapshot)
    .filter(({ targetCelsius }) => (targetCelsius ?? 0) > 0)
    .map(({ id, targetCelsius }) => CHANGES.temperature(id, targetCelsius!, minutes));
}
