import { termsIn, type Term } from '../../knowledge/glossary.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';

/** "what even is that", "what does M109 do", "difference between M104 and M109", "nobody explains what it is for". */
const ASKS =
  /\bwhat(?:['’]?s| (?:(?:even|exactly|actually|the heck|the hell|on earth) )?(?:is|are|does|do|was)\b)|\b(?:meaning|explain\w*|definition|stands? for|difference|no (?:idea|clue)|never heard|is [gm]\d+ (?:the|a|an|what)\b|dont get|don['’]t (?:get|understand|know what))\b|\bvs\b|\bwtf\b/i;
/** What is asked of these is no meaning: values, states, advice. */
const OF_ELSE =
  /\b(?:my|your|should|set|now|current(?:ly)?|best|good|right|recommend\w*|value|values|wrong|happen\w*|printing|this (?:print|printer|file)|the (?:next|first|last|current)|temperature|temps?|which|how (?:much|many|long|far|hot|fast)|when|why|where|today|left|speed is|running|active|loaded|saved)\b/i;
const MOST_WORDS = 26;
/** A command is asked for by nothing but its meaning; a plain word only where nothing else is said of it. */
const IS_CODE = /^[gm]\d+$|_/;

/** Tells what a word or a command is; null where nothing of the kind is asked. */
export function wordMeant(desk: Desk): Outcome | null {
  const { text } = desk.exchange;
  if (desk.language !== 'en' || desk.paste || text.split(/\s+/).length > MOST_WORDS || !ASKS.test(text))
    return null;
  if (/\b(?:printer\.?cfg|config\w*)\b/i.test(text)) return null; // its value, not its meaning
  if (!ASKS_MEANING.test(text) && desk.frames.some(({ role, clause }) => role === 'do' && !clause.asks))
    return null;
  const own = snapshotOf(desk)?.macros.map(({ name }) => name.toLowerCase()) ?? [];
  const terms = termsIn(text).filter(
    ({ names }) => !names.some((name) => own.includes(name) && !isCommon(name)),
  );
  const codes = terms.filter(({ names }) => names.some((name) => IS_CODE.test(name)));
  if (codes.length > 0 && !/\b(?:my|happen\w*|wrong|error|safe)\b/i.test(text))
    return said(...codes.slice(0, MOST_TOLD).map(told));
  const plain = terms.filter((term) => !codes.includes(term));
  const isAlone = plain.length > 0 && plain.length <= 2 && !OF_ELSE.test(text) && PLAINLY.test(text.trim());
  return isAlone ? said(...plain.map(told)) : null;
}
/** "found G28 in a file and would like to know what it does": whatever verb the command has. */
const ASKS_MEANING =
  /\b(?:know|tell|explain|understand|wonder\w*|idea|clue)\b.{0,30}\bwhat (?:it|that|this|they) (?:does|do|is|are|means?|stands? for)\b/i;
const MOST_TOLD = 3;
/** A macro of this printer is told by what stands in it, but M600 is M600 everywhere. */
const isCommon = (name: string): boolean => /^[gm]\d+$/.test(name);
/** "what is z hop", "z hop, what even is that", "what does infill mean". */
const PLAINLY =
  /^(?:\p{L}+[,!.]? )?(?:so |and |ok |sorry |hey |hi )?(?:what(?:['’]?s| (?:even |exactly |actually )?(?:is|are)) (?:a |an |this |that )?(?!the )[\p{L}\d _-]{2,24}(?: (?:thing|stuff))?\W*$|what (?:does|do) (?:a |an |the )?[\p{L}\d _-]{2,24} (?:mean|stand for)\b)|\bwhat (?:even |exactly |actually )?(?:is|are) (?:that|it|those|they)(?: (?:even|exactly|actually|for|anyway))?\W*$|\bwhat (?:it|that|they) (?:is|are|means?)(?: for)?\W*(?:could you\W*|please\W*)?$|\bdifference between\b/iu;

const told = ({ name, text, topic }: Term): string => `${name}: ${text}${topic ? ` [${topic}]` : ''}`;
