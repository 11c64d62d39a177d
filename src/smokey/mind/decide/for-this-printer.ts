import { quantities } from '../understand/clause.ts';
import { beginsWithVerb, type Frame } from '../understand/frames.ts';
import { tellsOfFault } from '../language/fault-words.ts';
import { tells, tellsFirst } from '../understand/telling.ts';
import type { Desk } from './desk.ts';
import { EXPLANATIONS } from './explanations.ts';
import { isNow, likenessIn } from './general.ts';

/** Clear of every other intent, for a reading and for an order. */
export const SURELY_SHOWN = 2.5;
const SURELY_ORDERED = 3;
/** An order hidden in a description is no more than chance. */
const CHANCE = 0.15;
export const FEWEST_WORDS = 5;

/** True where a clause plainly is for the printer at hand: an order, a reading, or something of it by its name. */
export const isForThisPrinter = (desk: Desk, frame: Frame): boolean =>
  isOrder(desk, frame) ||
  isToBeShown(frame) ||
  namesThingHere(frame) ||
  isReadOut(frame) ||
  isNow(frame) ||
  asksOfPast(frame) ||
  asksWhatFollows(frame);

/** Not what is, but what one does, chooses or should think of it. */
export const ADVICE =
  /\b(?:how (?:do|does|would|can|could|should) (?:i|we|you|one|people|klipper)|how (?:tight|often|strong|thick|much infill)|what (?:do|should|must|can|rules|precautions|settings?) (?:should )?(?:i|we|you|one)|what (?:causes?|helps?|is the (?:reason|cause|fix|best|right|difference|trick))|what (?:does|do) .{2,40} mean|where (?:would|do) (?:i|we|you)|which .{2,50} (?:do|should|can) (?:i|we)|which \w+ for|what if .{2,40} (?:not|n't) help|(?:do|does) (?:i|we) (?:have to|need)|is (?:that|this|it) (?:normal|expected|safe|dangerous|bad)|is there a way|what is .{2,60} good for|steps (?:to|for))\b|^why\b|[.,;:!?] *why\b|(?:^|[.,;:!?] *)(?:thoughts|ideas|any (?:ideas?|tips?|hints?|thoughts|advice)|advice|causes?|cure|fix|(?:\w+ )?fix|meaning|normal|expected|interpretation|good idea|anything special|possible or .*|acceptable or .*|remedy|solution|suggestions?|what now|tips)\s*\?*$/i;

function isOrder(desk: Desk, frame: Frame): boolean {
  const { clause, intent, role } = frame;
  if (intent?.here) return true;
  if (!clause.polite && (tellsFirst(clause) || (clause.asks && ADVICE.test(clause.text.trim()))))
    return false;
  if (
    !beginsWithVerb(clause) &&
    !clause.polite &&
    (isQuestion(frame) || tells(clause) || isBesideAdvice(desk))
  )
    return false;
  if (role === 'negated' || role === 'deferred') return true;
  if (role !== 'do' || KINDS.test(clause.folded) || isOpinionSought(desk, frame)) return false;
  const isPut = clause.polite || /^(?:save|keep|store|write)\b/.test(clause.core);
  if (isPut && frame.score >= SURELY_ORDERED && !clause.asks) return true;
  if (quantities(clause).length && frame.score >= SURELY_ORDERED && !clause.asks) return true;
  return beginsWithVerb(clause) || (likenessIn(frame) > CHANCE && !clause.asks);
}

/** "Y shifts, above 8k accel, motors 0.8 A. Thoughts?": what stands before such a question describes. */
function isBesideAdvice({ exchange: { text } }: Desk): boolean {
  const words = text.split(/\s+/).length;
  return words >= FEWEST_DESCRIBING && words <= MOST_DESCRIBING && ADVICE.test(text);
}
const FEWEST_DESCRIBING = 8;
const MOST_DESCRIBING = 40;

/** "the plug is a bit melted. keep printing?" */
const isOpinionSought = (desk: Desk, { clause }: Frame): boolean =>
  clause.asks &&
  clause.terms.length <= FEWEST_WORDS &&
  desk.frames.some(
    (other) => other.clause !== clause && tells(other.clause) && tellsOfFault(other.clause.folded),
  );

/** "is the card dead, how do we avoid it": what is to be avoided is asked, not forbidden. */
const isQuestion = ({ clause }: Frame): boolean =>
  /^(?:is|are|does|do|did|what|which|how|why|where|when|who)\b/.test(clause.core) &&
  !/^do not\b/.test(clause.core);

/** "show me the bed mesh": a reading of this printer that is ordered. */
const isToBeShown = ({ role, score, clause, intent }: Frame): boolean =>
  role === 'answer' &&
  ((score >= SURELY_SHOWN &&
    (intent?.id === 'snapshot' || /^(?:show|display|list|pull up|bring up)\b/.test(clause.core))) ||
    (score >= SURELY_SHOWN && intent?.id === 'list_files') ||
    (score >= SURELY_ORDERED && intent?.kind === 'measure'));

/** "would it wreck my print if the pi got rebooted": what an action leads to. */
const asksWhatFollows = ({ role, clause, intent, score }: Frame): boolean =>
  role === 'explain' &&
  score >= SURELY_ORDERED &&
  intent !== null &&
  intent.id in EXPLANATIONS &&
  /\bwould (?:it|that|this)\b.*\b(?:print|job|part)\b.*\bif\b/.test(clause.folded);

/** "why did the bracket fail the last time I tried it?" */
const asksOfPast = ({ role, intent, clause }: Frame): boolean =>
  role === 'answer' &&
  intent?.id === 'last_job' &&
  /\b(?:last (?:time|night|week|run)|yesterday|earlier today)\b/.test(clause.folded);

/** "what is the raspberry pi sitting at": what a sensor shows now. */
const isReadOut = ({ role, clause, intent }: Frame): boolean =>
  role === 'answer' &&
  (intent?.id === 'temperatures' || intent?.id === 'host_health') &&
  /^(?:what|how hot|how warm) is (?:\w+ ){1,4}(?:sitting|reading|running|idling|hovering|showing|at|set to)\b(?! (?:fault|risk|odds))/.test(
    clause.core,
  );

/** "three kinds of restart": spoken about, not wanted. */
const KINDS = /\b(?:kinds?|types?|sorts?) of\b/;

/** A file, a macro, a mesh or a printer by its name: this printer is meant. */
export const namesThingHere = ({ clause }: Frame): boolean =>
  clause.terms.some(
    ({ kind, raw, references }) =>
      (kind === 'file' && !/\b(?:cfg|conf|log)\b/.test(clause.folded)) ||
      (!(clause.mood === 'howto' && raw === raw.toLowerCase()) &&
        references.some((item) => ['macro', 'mesh', 'printer'].includes(item.kind))),
  );
