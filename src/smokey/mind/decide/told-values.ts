import { isFiller, PROPERTIES, quantities } from '../understand/clause.ts';
import { STANDS_AT } from '../understand/mood.ts';
import type { Frame } from '../understand/frames.ts';
import type { Term } from '../understand/terms.ts';
import type { Desk, Outcome } from './desk.ts';
import { HANDLERS } from './handlers/index.ts';

/** What is set by a wish, and the reading that tells how it stands. */
const READING_OF: Readonly<Record<string, string>> = {
  set_temperature: 'temperatures',
  preheat: 'temperatures',
  set_speed: 'speed_flow',
  set_flow: 'speed_flow',
  set_fan: 'fan_state',
  set_pressure_advance: 'pressure_advance_value',
  set_limits: 'limits',
};

/** Values are held up to be judged: "…, normal for PLA?", "is that a lot?" … */
const JUDGES =
  /\b(?:normal|defaults?|usual|typical|(?:is|are) (?:this|that|it|these|those|they|we) (?:about |just |a bit |too |so |quite |still )*(?:good|fine|ok|okay|right|correct|wrong|high|low|hot|cold|much|little|fast|slow|so|well|on target|a lot|that)|still (?:so|that|there|true|right))\b|\b(?:still|good|fine|ok|okay|right|correct|enough|too (?:high|low|much|hot|cold|fast|slow)|a lot)$/;
/** … or were found right: "…, looks good". */
const APPROVES =
  /\b(?:looks?|seems?|all) (?:good|fine|ok|okay|right|well)\b|\bas (?:it|they) should\b|\bjust right\b/;

/** "speed 100 and flow 95, are these the defaults?", "bed is at 60 as it should be": how that stands here. */
export function toldValues(desk: Desk): Outcome | null {
  const valued = desk.frames.filter(isValue);
  const rest = desk.frames.filter((frame) => !isValue(frame) && !isJudgement(frame));
  const state = desk.frames.length === 1 ? statedReading(desk.frames[0]!) : null;
  if (state)
    return HANDLERS[state.intent.id]!(desk, { ...desk.frames[0]!, role: 'answer', intent: state.intent });
  const isStated = valued.every(({ clause }) => STANDS_AT.test(clause.core)) && !rest.length;
  if (!valued.length || rest.some(({ role }) => role === 'do' || role === 'deferred')) return null;
  if (!isStated && !desk.frames.some(isJudgement)) return null;
  const readings = new Set(valued.map(({ intent }) => READING_OF[intent!.id]!));
  const outcomes = [...readings].map((id) => HANDLERS[id]!(desk, { ...valued[0]!, role: 'answer' }));
  return outcomes.some(({ lost, missing }) => lost || missing)
    ? null
    : { say: outcomes.flatMap((outcome) => outcome.say), deeds: [] };
}

/** "lights are off": the reading it is about. */
const statedReading = ({ clause, matches }: Frame): Frame['matches'][number] | undefined =>
  STANDS_AT.test(clause.core)
    ? matches.find(({ intent, score }) => STATES.has(intent.id) && score >= SURE)
    : undefined;
const STATES: ReadonlySet<string> = new Set(['temperatures', 'heaters_state', 'outputs_state', 'fan_state']);
const SURE = 2;

const isJudgement = ({ clause }: Frame): boolean =>
  APPROVES.test(clause.folded) || ((clause.asks || clause.mood === 'question') && JUDGES.test(clause.folded));

/** A setting with its number that is told, or nothing but its name and the number. */
const isValue = ({ role, clause, intent }: Frame): boolean =>
  (role === 'do' || role === 'remark') &&
  READING_OF[intent?.id ?? ''] !== undefined &&
  !clause.polite &&
  quantities(clause).length > 0 &&
  (STANDS_AT.test(clause.core) || clause.mood === 'reported' || clause.terms.every(isNameOrNumber));

const isNameOrNumber = (term: Term): boolean =>
  term.kind === 'punctuation' ||
  term.quantity !== undefined ||
  isFiller(term) ||
  /^(?:layer|defaults?|normal|right|ok|okay|good|fine)$/.test(term.text) ||
  term.concepts.some((concept) => PROPERTIES.includes(concept));
