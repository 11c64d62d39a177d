import { searchKnowledge } from '../../knowledge/search.ts';
import { beginsWithVerb, type Frame } from '../understand/frames.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { likenessIn } from './general.ts';
import { knowledgeText } from './handlers/knowledge.ts';

/** Measured on questions to topics and on 1,070 conversations: three quarters of the first, one in a hundred of the others. */
const LEAST_SCORE = 300;
const LEAST_LIKENESS = 0.25;
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
  const isHere = (frame: Frame): boolean => isOrder(frame) || isToBeShown(frame) || namesThingHere(frame);
  if (THIS_ONE.test(text) || desk.frames.some(isHere)) return false;
  const best = searchKnowledge(asked(desk), { limit: 1 })[0];
  if (!best || best.score < LEAST_SCORE || best.likeness < LEAST_LIKENESS) return false;
  const here = Math.max(0, ...desk.frames.filter((frame) => mayAsk(desk, frame)).map(likenessIn));
  return !ELSEWHERE.has(best.id) && here < SURE && here < best.likeness;
}

/** What the topics tell of such a message; looking them up shows in the thread. */
export const tellOfTopic = (desk: Desk): Outcome => said(...knowledgeText(desk, asked(desk), 2));

const asked = ({ exchange }: Desk): string => exchange.text.slice(0, 400);

/** The printer at hand is asked about. */
const THIS_ONE = /\bthis (?:one|printer|machine)\b/i;

function isOrder(frame: Frame): boolean {
  if (frame.role === 'negated' || frame.role === 'deferred' || frame.intent?.here) return true;
  if (frame.role !== 'do' || KINDS.test(frame.clause.folded)) return false;
  const isPut = frame.clause.polite || /^(?:save|keep|store|write)\b/.test(frame.clause.core);
  if (isPut && frame.score >= SURELY_ORDERED && !frame.clause.asks) return true;
  return beginsWithVerb(frame.clause) || (likenessIn(frame) > CHANCE && !frame.clause.asks);
}

/** "show me the bed mesh": a reading of this printer that is ordered. */
const isToBeShown = ({ role, score, clause, intent }: Frame): boolean =>
  role === 'answer' &&
  ((score >= SURELY_SHOWN && /^(?:show|display|list|pull up|bring up)\b/.test(clause.core)) ||
    (score >= SURELY_ORDERED && intent?.kind === 'measure'));
const SURELY_SHOWN = 2.5;
const SURELY_ORDERED = 3;

/** "three kinds of restart": spoken about, not wanted. */
const KINDS = /\b(?:kinds?|types?|sorts?) of\b/;

/** A file, a macro, a mesh or a printer by its name: this printer is meant. */
export const namesThingHere = ({ clause }: Frame): boolean =>
  clause.terms.some(
    ({ kind, references }) =>
      (kind === 'file' && !/\b(?:cfg|conf|log)\b/.test(clause.folded)) ||
      references.some((item) => ['macro', 'mesh', 'printer'].includes(item.kind)),
  );

/** Beside a question, a sentence that only tells how things are asks nothing ("hotend is hot. Now what?"). */
const mayAsk = (desk: Desk, { clause, intent }: Frame): boolean =>
  desk.frames.length === 1 || ((clause.asks || clause.mood === 'question') && intent?.id !== 'what_wrong');
