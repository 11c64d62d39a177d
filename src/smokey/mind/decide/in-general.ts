import { searchKnowledge } from '../../knowledge/search.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { knowledgeText } from './handlers/knowledge.ts';

/** A long question tells what it is about; of a short one ("why?") the moment does. */
const FEWEST_WORDS = 14;
const GOOD_SCORE = 150;
const LONGEST_LOOKED_UP = 400;

/** What is asked of things in general: why, what for, whether something is normal, which way is right. */
const ASKS_IN_GENERAL =
  /\b(?:why|how come|my friend|some (?:people )?say|people (?:say|claim|swear)|scam|coincidence|overkill|bug|any problem|right way|proper way|supposed to|how tight|how (?:do|can|could|should) (?:i|we|one|you|people)|what (?:do|should|can|could|did) (?:i|we|you|one|it)\b(?! (?:print|say|show|do now))|what (?:is|was) (?:wrong|the (?:difference|point|catch|trick|reason|cause))|whats wrong|which (?:settings|one is for|way)|what settings|what has to|what could|is (?:that|this|it) (?:normal|bad|dangerous|sensible|true|ok to|a (?:bad|good) idea|worth|why|to be expected|common|harmful)|is my (?:machine|printer|board|probe) (?:faulty|broken|bad)|difference between|need(?:ed)? to (?:know|observe|watch out)|have to observe|worth (?:it|the))\b/;
/** An order, or a question about this moment. */
const ORDERS =
  /\b(?:please|pls|plz|can you|could you|would you|will you|kindly|can u|could u|let us|i want you|go ahead|show me|tell me)\b/;
const OF_NOW =
  /\b(?:right now|just now|now(?! (?:takes|it|the|they|my|i|we|all|and)\b)|currently|at the moment|yet|already|how long|how much longer|how far (?:is|has|are|along|did)|done by|what is it doing|this print|the print|my print|the job|which job|last (?:night|print|job)|yesterday|today|percent|layer \d+|both (?:machines|printers)|my (?:files|config|printer cfg|macros)|in the (?:config|cfg|settings))\b/;

/** A long question about printing and printers, whatever words of orders stand in it; null for all else. */
export function askedInGeneral(desk: Desk): Outcome | null {
  const { text, attachments } = desk.exchange;
  if (desk.language !== 'en' || desk.paste || attachments.length || text.includes('\n')) return null;
  if (text.split(/\s+/).length < FEWEST_WORDS || !ASKING.test(text)) return null;
  const words = expandContractions(fold(text));
  if (!ASKS_IN_GENERAL.test(words) || ORDERS.test(words) || OF_NOW.test(words)) return null;
  const snapshot = snapshotOf(desk);
  if (snapshot && snapshot.klippy.state !== 'ready') return null;
  const asked = text.slice(0, LONGEST_LOOKED_UP);
  const [best] = searchKnowledge(asked, { limit: 1 });
  if (!best || best.score < GOOD_SCORE) return null;
  const told = knowledgeText(desk, asked, 2);
  return told.length ? said(...told) : null;
}
/** A question mark with little behind it. */
const ASKING = /\?+\s*(?:\S+\s*){0,5}$|\b(?:what do i|whats wrong|why)\b/i;
