import { beginsWithVerb, foldedOf, type Frame } from '../understand/frames.ts';
import { EXPLANATIONS } from './explanations.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isBusy, offline } from './guards.ts';
import { namedMaterial } from './heaters.ts';
import { statusText } from './handlers/progress.ts';
import { speaksInGeneral } from './general.ts';

const MOODS: ReadonlySet<string> = new Set(['hypothetical', 'permission', 'question']);
const MOST_WORDS = 16;
/** Below this the action is hardly more than a word in the sentence. */
const LEAST_SCORE = 0.75;

/**
 * "what would happen if I turned the bed off?", "should I pause?": what the action does, and what it would mean for
 * what the printer does now. Null for everything that is not about one action on this printer.
 */
export function consequenceOf(desk: Desk, active: readonly Frame[]): Outcome | null {
  const frame = desk.frames.find(({ role, intent }) => role === 'explain' && intent?.kind === 'act');
  const snapshot = snapshotOf(desk);
  if (!frame?.intent || !snapshot || active.some(({ role }) => role === 'do') || offline(desk)) return null;
  const { clause, score } = frame;
  const text = foldedOf(desk.frames);
  const explanation = EXPLANATIONS[frame.intent.id];
  if (!explanation || !MOODS.has(clause.mood) || score < LEAST_SCORE) return null;
  if (
    text.split(' ').length > MOST_WORDS ||
    (desk.language === 'en' && !OF_NOW.test(text)) ||
    speaksInGeneral(text)
  )
    return null;
  const tells = desk.frames.some((other) => other !== frame && ['remark', 'negated'].includes(other.role));
  if (tells || namedMaterial(clause) || (desk.frames.length > 1 && !beginsWithVerb(clause) && !clause.asks))
    return null;
  const now = isBusy(snapshot) && OF_JOBS.has(frame.intent.id) ? [statusText(desk, snapshot)] : [];
  return said(...now, explanation);
}

/** "I", "it", "now": about this printer and this moment rather than about printing. */
const OF_NOW =
  /\b(?:i|we|it|now|this|the (?:print|job|bed|nozzle|fan|speed|heat\w*|printer|motors?|power|hotend)|turning|pausing|cancelling|stopping|slowing|jag|vi|den|ich|wir|es|si|je|on)\b/;
/** Actions that mean something else while a print runs. */
const OF_JOBS: ReadonlySet<string> = new Set(
  'pause cancel stop emergency_stop heater_off heaters_off set_temperature set_speed set_flow set_fan motors_off power restart firmware_restart exclude_object reboot_host'.split(
    ' ',
  ),
);
