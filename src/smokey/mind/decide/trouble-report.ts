import { say } from '../answer/say.ts';
import { searchKnowledge } from '../../knowledge/search.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import { tellsOfChange, tellsOfFault } from '../language/fault-words.ts';
import { beginsWithVerb, foldedOf, type Frame } from '../understand/frames.ts';
import { tells, tellsFirst, wishesBeside } from '../understand/telling.ts';
import { adviceFor } from './advice.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { asksOfFault } from './fault-talk.ts';
import { likenessIn } from './general.ts';
import { namesThingHere } from './for-this-printer.ts';
import { isBusy, notReady } from './guards.ts';
import { HANDLERS } from './handlers/index.ts';
import { knowledgeText } from './handlers/knowledge.ts';
import { statusText } from './handlers/progress.ts';
import { TROUBLE_HANDLERS } from './handlers/trouble.ts';

const MOST_WORDS = 30;
/** A longer question wants more than what to do first. */
const MOST_WORDS_ASKED = 8;
/** What is told of a topic at once; a person beside a faulty printer reads little. */
const LONGEST = 750;
const LEAST_LIKENESS = 0.12;
/** A wish or question for this printer that is as sure as this is no report. */
const SURE_WISH = 0.75;

/**
 * "something is rattling", "the wifi is gone", "I put in PETG": nothing is wished, something is told. What the
 * printer knows of it comes first, then what the topics say of causes and first steps. Null for everything else.
 */
export function troubleReport(desk: Desk): Outcome | null {
  if (desk.language !== 'en' || desk.paste || !desk.frames.length) return null;
  const { text } = desk.exchange;
  const words = text.split(/\s+/).length;
  if (words > (isAsked(desk) ? MOST_WORDS_ASKED : MOST_WORDS) || !desk.frames.every(isTold)) return null;
  const folded = foldedOf(desk.frames);
  if (/\b(?:which|what) pins?\b/.test(folded)) return null; // "on which pin is the sensor hanging"
  const isFault = tellsOfFault(expandContractions(fold(text))); // as written: "tuck" is no "stuck"
  if (!isFault && !desk.frames.some(({ clause }) => tellsOfChange(clause.folded))) return null;
  if (adviceFor(folded, desk.frames[0]!.clause) || asksOfStopped(desk)) return null;
  const [best] = searchKnowledge(text, { limit: 1 });
  const likeness = best?.likeness ?? 0;
  if (!best || likeness < LEAST_LIKENESS) return isFault && isOnlyTold(desk) ? unknownFault(desk) : null;
  const here = Math.max(0, ...desk.frames.map(likenessHere));
  return here >= SURE_WISH || here > likeness ? null : answered(desk, best.id);
}

/** "it just died, what happened": where Klipper has stopped, that is told elsewhere. */
const asksOfStopped = (desk: Desk): boolean =>
  desk.frames.some(asksOfFault) && snapshotOf(desk) !== null && notReady(desk) !== null;

const isAsked = ({ frames }: Desk): boolean =>
  frames.some(({ clause }) => clause.asks || !TELLING.has(clause.mood));
const TELLING: ReadonlySet<string> = new Set(['statement', 'reported', 'command']);

const SUPPOSES: ReadonlySet<string> = new Set(['permission', 'hypothetical', 'howto']);

function isTold(frame: Frame): boolean {
  const { clause, intent, role } = frame;
  if (role === 'negated' || role === 'deferred' || intent?.here || namesThingHere(frame)) return false;
  if (wishesBeside(clause.folded)) return false;
  if (SUPPOSES.has(clause.mood) && !/\b(?:worr\w*|normal|bad|serious)\b/.test(clause.folded)) return false;
  if (role !== 'do') return true;
  return (tellsFirst(clause) || !beginsWithVerb(clause)) && !clause.polite && tells(clause);
}

/** What is only told wishes nothing, whatever words are in it; "what is wrong" asks for just this. */
function likenessHere(frame: Frame): number {
  const isHalf = frame.role !== 'answer' || asksOfFault(frame);
  return likenessIn(frame) * (isHalf ? 0.5 : 1);
}

const isOnlyTold = ({ frames }: Desk): boolean =>
  frames.every(({ role }) => role === 'remark' || role === 'unknown');

/** What a topic is told with: the reading that shows whether it is so. */
const READINGS: [topics: string, words: RegExp, reading: string][] = [
  ['heating-trouble pid-tuning', /./, 'temperatures'],
  ['loose-or-broken noises clogging', /\bfans?\b/, 'fan_state'],
  ['trouble-camera webcam', /./, 'snapshot'],
  ['pause-resume-filament', /\b(?:filament|spool|runout|ran out)\b/, 'runout_sensor'],
  ['speed-flow', /\b(?:slow\w*|fast\w*|speed)\b/, 'speed_flow'],
  ['raspberry-pi-power trouble-host', /./, 'host_health'],
];
/** Of these the whole machine may be in trouble: its state goes first, and where it has stopped that is the answer. */
const OF_THE_MACHINE =
  /^(?:wifi-and-power-lost|display-screen|something-wrong-now|heating-trouble|emergency-stop|klipper-errors|save-config-restart|trouble-(?!camera|upload|login|remote|words).*)$/;
/** Of these the running print is the question. */
const OF_THE_JOB =
  /^(?:spaghetti|something-wrong-now|plastic-on-nozzle|burns-first-aid|noises|layer-shift|clogging|loose-or-broken|adhesion)$/;

function answered(desk: Desk, topic: string): Outcome {
  const snapshot = snapshotOf(desk);
  const blocked = snapshot && OF_THE_MACHINE.test(topic) ? notReady(desk) : null;
  if (blocked) return TROUBLE_HANDLERS.what_wrong!(desk, desk.frames[0]!);
  const isRunning = snapshot !== null && isBusy(snapshot);
  const { text } = desk.exchange;
  const longest = text.split(/\s+/).length > MOST_WORDS_ASKED ? undefined : LONGEST;
  const passages = knowledgeText(desk, text, 1, 0, longest);
  const pauses = isRunning && OF_THE_JOB.test(topic) ? [say(desk.language, 'pauseIfYouWish')] : [];
  return said(...stateBeside(desk, topic), ...passages, ...pauses);
}

/** The reading that belongs to the topic, else the state where the print or the machine is in question. */
function stateBeside(desk: Desk, topic: string): string[] {
  const snapshot = snapshotOf(desk);
  const asks = desk.frames.find(asksOfFault);
  if (asks && OF_THE_MACHINE.test(topic)) return TROUBLE_HANDLERS.what_wrong!(desk, asks).say;
  if (!snapshot || (!OF_THE_MACHINE.test(topic) && notReady(desk))) return [];
  const text = foldedOf(desk.frames);
  const reading = READINGS.find(([topics, words]) => topics.split(' ').includes(topic) && words.test(text));
  if (reading) return HANDLERS[reading[2]]!(desk, { ...desk.frames[0]!, role: 'answer' }).say;
  const concerns = OF_THE_MACHINE.test(topic) || (isBusy(snapshot) && OF_THE_JOB.test(topic));
  return concerns ? [statusText(desk, snapshot)] : [];
}

/** A fault that no topic knows: what can be seen from here, and what has to be told. */
function unknownFault(desk: Desk): Outcome {
  const frame = desk.frames[0]!;
  const handler = frame.intent?.id === 'last_job' ? HANDLERS.last_job! : TROUBLE_HANDLERS.what_wrong!;
  const seen = handler(desk, frame);
  return { ...seen, say: [...seen.say, say(desk.language, 'describeFault')] };
}
