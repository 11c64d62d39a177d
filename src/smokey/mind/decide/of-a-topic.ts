import { searchKnowledge } from '../../knowledge/search.ts';
import { beginsWithVerb, type Frame } from '../understand/frames.ts';
import { tellsOfFault } from '../language/fault-words.ts';
import { tells, tellsFirst, wishesBeside } from '../understand/telling.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { likenessIn } from './general.ts';
import { knowledgeText, lookedUp } from './handlers/knowledge.ts';

/** Measured on questions to topics and on 1,070 conversations: three quarters of the first, one in a hundred of the others. */
const LEAST_SCORE = 300;
const LEAST_LIKENESS = 0.25;
/** Where advice is plainly sought, the words of a topic are enough. */
const LEAST_ADVISED = 180;
/** A wish or question for this printer that is as sure as this is none for a topic. */
const SURE = 0.5;
/** An order hidden in a description is no more than chance. */
const CHANCE = 0.15;
const FEWEST_WORDS = 5;

/** Of these, short advice says more, and something hot or burning goes before. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'fire-safety',
  'emergency-stop',
  'enclosure',
  'fumes-classroom',
]);

/**
 * True for a message that is far more like what people ask of a topic than like anything this printer could be
 * asked or told: "which plastic survives in a hot car?".
 */
export function isOfATopic(desk: Desk): boolean {
  const { text } = desk.exchange;
  if (desk.language !== 'en' || text.split(/\s+/).length < FEWEST_WORDS) return false;
  const isHere = (frame: Frame): boolean =>
    isOrder(desk, frame) || isToBeShown(frame) || namesThingHere(frame) || isReadOut(frame);
  if (THIS_ONE.test(text) || desk.frames.some(isHere)) return false;
  if (wishesBeside(text.toLowerCase()) || isOfValues(desk)) return false;
  const best = searchKnowledge(lookedUp(desk), { limit: 1 })[0];
  if (!best || ELSEWHERE.has(best.id)) return false;
  const asking = desk.frames.filter((frame) => mayAsk(desk, frame));
  const mostOf = (frames: readonly Frame[]): number => Math.max(0, ...frames.map(likenessIn));
  const here = mostOf(asking);
  if (here < SURE && best.score >= LEAST_SCORE && best.likeness >= LEAST_LIKENESS && here < best.likeness)
    return true;
  const wished = asking.filter(({ role }) => role !== 'do'); // an order would have been found above
  if (desk.frames.some(asksOfThisPrint)) return false;
  return best.score >= LEAST_ADVISED && mostOf(wished) < SURE && seeksAdvice(desk);
}

/** "what temperature did I slice the vase for", "will the boat be ready by then?": of a file or the print at hand. */
const asksOfThisPrint = ({ role, intent, score }: Frame): boolean =>
  role === 'answer' && OF_THE_PRINT.has(intent?.id ?? '') && score >= SURELY_SHOWN;
const OF_THE_PRINT: ReadonlySet<string> = new Set(
  'file_facts find_file list_files compare_files eta progress elapsed layer what_printing last_job filament_used'.split(
    ' ',
  ),
);

/** What the topics tell of such a message; looking them up shows in the thread. */
export const tellOfTopic = (desk: Desk): Outcome => said(...knowledgeText(desk, lookedUp(desk), 2));

/** Not what is, but what one does, chooses or should think of it. */
const ADVICE =
  /\b(?:how (?:do|does|would|can|could|should) (?:i|we|you|one|people|klipper)|how (?:tight|often|strong|thick|much infill)|what (?:do|should|must|can|rules|precautions|settings?) (?:should )?(?:i|we|you|one)|what (?:causes?|helps?|is the (?:reason|cause|fix|best|right|difference|trick))|what (?:does|do) .{2,40} mean|where (?:would|do) (?:i|we|you)|which .{2,50} (?:do|should|can) (?:i|we)|which \w+ for|what if .{2,40} (?:not|n't) help|(?:do|does) (?:i|we) (?:have to|need)|is (?:that|this|it) (?:normal|expected|safe|dangerous|bad)|is there a way|what is .{2,60} good for|steps (?:to|for))\b|^why\b|[.,;:!?] *why\b|(?:^|[.,;:!?] *)(?:thoughts|ideas|any (?:ideas?|tips?|hints?|thoughts|advice)|advice|causes?|cure|fix|(?:\w+ )?fix|meaning|normal|expected|interpretation|good idea|anything special|possible or .*|acceptable or .*|remedy|solution|suggestions?|what now|tips)\s*\?*$/i;

const seeksAdvice = ({ exchange, frames }: Desk): boolean =>
  ADVICE.test(exchange.text) ||
  (frames.length > 0 &&
    tellsOfFault(exchange.text.toLowerCase()) &&
    frames.every(({ clause }) => tells(clause)));

/** The printer at hand is asked about. */
const THIS_ONE = /\bthis (?:one|printer|machine)\b/i;

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
  return beginsWithVerb(clause) || (likenessIn(frame) > CHANCE && !clause.asks);
}

/** "homing speed 30 in the file": a value, and nothing is asked or told. */
const isOfValues = ({ exchange, frames }: Desk): boolean =>
  /\b(?:file (?:named|called)|in the file|as configured|printer\.cfg|config\w*|for keeps)\b/i.test(
    exchange.text,
  ) &&
  !ADVICE.test(exchange.text) &&
  !frames.some(({ clause }) => tells(clause));

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
    (score >= SURELY_ORDERED && intent?.kind === 'measure'));
/** "what is the raspberry pi sitting at": what a sensor shows now. */
const isReadOut = ({ role, clause, intent }: Frame): boolean =>
  role === 'answer' &&
  (intent?.id === 'temperatures' || intent?.id === 'host_health') &&
  /^(?:what|how hot|how warm) is (?:\w+ ){1,4}(?:sitting|reading|running|idling|hovering|showing)\b/.test(
    clause.core,
  );
const SURELY_SHOWN = 2.5;
const SURELY_ORDERED = 3;

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

/** Beside a question, a sentence that only tells how things are asks nothing ("hotend is hot. Now what?"). */
const mayAsk = (desk: Desk, { clause, intent }: Frame): boolean =>
  desk.frames.length === 1 || ((clause.asks || clause.mood === 'question') && intent?.id !== 'what_wrong');
