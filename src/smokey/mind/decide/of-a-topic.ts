import { searchKnowledge } from '../../knowledge/search.ts';
import type { Frame } from '../understand/frames.ts';
import { tellsOfFault } from '../language/fault-words.ts';
import { tells, wishesBeside } from '../understand/telling.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { isMine, likenessIn } from './general.ts';
import { ADVICE, FEWEST_WORDS, isForThisPrinter, SURELY_SHOWN } from './for-this-printer.ts';
import { knowledgeText, lookedUp } from './handlers/knowledge.ts';

/** Measured on questions to topics and on 1,070 conversations: three quarters of the first, one in a hundred of the others. */
const LEAST_SCORE = 300;
const LEAST_LIKENESS = 0.25;
/** Where advice is plainly sought, the words of a topic are enough. */
const LEAST_ADVISED = 180;
/** A wish or question for this printer that is as sure as this is none for a topic. */
const SURE = 0.5;

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
  if (THIS_ONE.test(text) || desk.frames.some((frame) => isForThisPrinter(desk, frame))) return false;
  if (wishesBeside(text.toLowerCase()) || isOfValues(desk) || leansOnMaterial(desk)) return false;
  if (desk.frames.some((frame) => asksForHeat(frame) || isPutOff(frame) || isMine(frame))) return false;
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

/** "what temp should I use" behind "what about PETG": the material was named before. */
const leansOnMaterial = ({ exchange, frames }: Desk): boolean =>
  frames.some(({ clause }) =>
    clause.terms.some(
      ({ concepts, text }) =>
        concepts.includes('materialname') && !exchange.text.toLowerCase().includes(text),
    ),
  );

/** "what temperature did I slice the vase for", "will the boat be ready by then?": of a file or the print at hand. */
const asksOfThisPrint = ({ role, intent, score }: Frame): boolean =>
  role === 'answer' && OF_THE_PRINT.has(intent?.id ?? '') && score >= SURELY_SHOWN;
const OF_THE_PRINT: ReadonlySet<string> = new Set(
  'file_facts find_file list_files compare_files eta progress elapsed layer what_printing last_job filament_used'.split(
    ' ',
  ),
);

/** "print the benchy when I'm back": a plain wish, only for later. */
const isPutOff = ({ role, score }: Frame): boolean => role === 'deferred' && score >= PLAINLY;
const PLAINLY = 3;

/** "cooled down yet? want to pop the part off": a short question of its own, which the printer answers. */
const asksForHeat = ({ role, intent, clause }: Frame): boolean =>
  role === 'answer' &&
  intent?.id === 'temperatures' &&
  clause.asks &&
  clause.terms.length <= MOST_TERMS &&
  /\b(?:yet|already|now|still)\b/.test(clause.folded);
const MOST_TERMS = 6;

/** What the topics tell of such a message; looking them up shows in the thread. */
export const tellOfTopic = (desk: Desk): Outcome => said(...knowledgeText(desk, lookedUp(desk), 2));

const seeksAdvice = ({ exchange, frames }: Desk): boolean =>
  ADVICE.test(exchange.text) ||
  (frames.length > 0 &&
    tellsOfFault(exchange.text.toLowerCase()) &&
    frames.every(({ clause }) => tells(clause)));

/** The printer at hand is asked about. */
const THIS_ONE = /\bthis (?:one|printer|machine)\b/i;

/** "homing speed 30 in the file": a value, and nothing is asked or told. */
const isOfValues = ({ exchange, frames }: Desk): boolean =>
  /\b(?:file (?:named|called)|in the file|as configured|printer\.cfg|config\w*|for keeps)\b/i.test(
    exchange.text,
  ) &&
  !ADVICE.test(exchange.text) &&
  !frames.some(({ clause }) => tells(clause));

/** Beside a question, a sentence that only tells how things are asks nothing ("hotend is hot. Now what?"). */
const mayAsk = (desk: Desk, { clause, intent }: Frame): boolean =>
  desk.frames.length === 1 || ((clause.asks || clause.mood === 'question') && intent?.id !== 'what_wrong');
