import { say } from '../answer/say.ts';
import { foldedOf } from '../understand/frames.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isPaused, offline } from './guards.ts';
import { READING_HANDLERS } from './handlers/readings.ts';
import { statusOutcome } from './handlers/progress.ts';
import { TROUBLE_HANDLERS } from './handlers/trouble.ts';

/** "it moved to the corner and just sits there hot, did it crash?" */
const STUCK =
  /\bdid (?:it|she|he|the printer|the thing|everything) (?:just |really |now )?(?:crash|die|freeze|hang|stall|stop|break|give up|fall asleep)\b|\b(?:sitting|standing|hanging|waiting|sits|stands|waits) (?:around )?there\b|\b(?:doing|does) (?:nothing|not do anything|absolutely nothing)\b|\bnot (?:doing|moving) (?:anything|at all|any more)\b|\bis (?:it|she|the printer) (?:stuck|frozen|dead|hung|asleep|alive|still alive|jammed|bricked)\b/;
/** "is the thing even awake" */
const AWAKE =
  /\bis (?:it|she|he|(?:the|my|this|that) (?:printer|thing|machine|one)|anyone|anybody) (?:even |still |really )?(?:awake|alive|there|responding|with us|up and running)$/;
/** "is the hot end still heating or not?" */
const HEATING =
  /\b(?:is|are) (?:the |my )?(?:nozzle|hot ?end|bed|plate|heaters?|it|heat)(?: \w+){0,2} (?:heating|heated|hot|on|off|warm|burning)\b|\bstill (?:heating|hot|on)\b/;
/** "got the pi in a closed drawer, is it cooking in there" */
const PI = /\b(?:pi|raspberry|raspi)\b/;
const COOKS =
  /\b(?:is|are|does|will) (?:it|the pi|my pi|that|she|he)(?: \w+){0,3} (?:cook\w*|cool\w*|hot|overheat\w*|boil\w*|melt\w*|toast\w*|roast\w*|fry\w*|bak\w*|too warm|warm|sweat\w*)\b|\bhow (?:hot|warm) (?:is|does|are)\b/;

/** Questions round about whether it lives, that only the state answers; null for all else. */
export function howItStands(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  const asks = desk.exchange.text.includes('?') || desk.frames.some(({ clause }) => clause.asks);
  if (desk.language !== 'en' || desk.paste || !snapshot || offline(desk)) return null;
  if (desk.frames.some(({ role }) => role === 'do' || role === 'deferred')) return null;
  const text = foldedOf(desk.frames);
  const isDown = /^(?:shutdown|error)$/.test(snapshot.klippy.state);
  if (isDown && asks && HEATING.test(text)) {
    const fault = TROUBLE_HANDLERS.what_wrong!(desk, desk.frames[0]!);
    return { ...fault, say: [say(desk.language, 'heatersOffInShutdown'), ...fault.say] };
  }
  if (STUCK.test(text) && isDown) return TROUBLE_HANDLERS.what_wrong!(desk, desk.frames[0]!);
  if ((STUCK.test(text) && isPaused(snapshot)) || AWAKE.test(text)) return statusOutcome(desk);
  const isOfPi = PI.test(text) && (COOKS.test(text) || /\bcook\w*\b/.test(desk.exchange.text.toLowerCase()));
  return isOfPi && desk.frames.length <= MOST_CLAUSES
    ? said(...READING_HANDLERS.host_health!(desk, desk.frames[0]!).say)
    : null;
}
const MOST_CLAUSES = 3;
