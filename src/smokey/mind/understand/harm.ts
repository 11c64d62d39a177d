import { INTENTS } from '../intents/index.ts';
import { has, type Clause } from './clause.ts';
import type { Frame } from './frames.ts';

const OBSTACLE = String.raw`(?:bed|plate|build plate|buildplate|print bed|glass|table|frame|wall|side|desk|sheet|surface|end ?stop|gantry|limit|badden|plattan|bett|druckbett|platte|druckplatte|rahmen|cama|mesa|marco|plateau|lit|chassis|cadre)`;
const INTO = String.raw`(?:(?:right |straight |deep )?(?:through|into|inside|against|beneath|underneath|past|beyond)|genom|in i|mot|durch|gegen|in(?= (?:das|die|den)\b)|a traves de|contra|a travers|dans|contre)`;

/** "z down until it touches the bed": nothing but the nozzle would notice. */
const UNTIL_IT_TOUCHES = new RegExp(
  String.raw`\b(?:until|till|so|so that) (?:it|the nozzle|the head|the tip|nozzle) (?:just |barely |only |almost |gently )?(?:touch(?:es)?|hits?|meets?|reach(?:es)?|contacts?|scrap(?:es)?|presses|is touching|is on|rests on|kisses) (?:on |against |the |my |down )*${OBSTACLE}\b`,
);

/** "ten down, right through the plate". */
const INTO_SOMETHING = new RegExp(
  String.raw`\b${INTO} (?:(?:the|my|its|a|that|end of|den|det|das|die|la|el|le|l)\s+){0,3}(?:\w+ )?${OBSTACLE}\b(?! area)`,
);

const ASKED = String.raw`^(?:(?:please|just|now|then|ok|can you|could you|go ahead and|i want you to|i want to|let us|we should|and) )*`;
const HEAD = String.raw`(?:head|nozzle|toolhead|tool head|printhead|print head|hotend|carriage|tool|extruder|probe|it|z|x|y|[xyz] axis)`;
/** An order to hit something; "it is ramming the bed" tells, and orders nothing. */
const ORDERS_A_CRASH = new RegExp(
  String.raw`${ASKED}(?:drive|ram|push|crash|smash|slam|bash|bang|dig|plou?gh|plow|drill|grind|jam|knock|shove|stab|poke|press|scrape|gouge|bury|sink|run|lower|move|send|take|bring|drop) (?:the |its |that |my )?${HEAD}\b`,
);

const BYPASS = INTENTS.find(({ id }) => id === 'bypass') ?? null;

/** A move that is to end in the plate or the frame: refused, and no report of danger. Null for all else. */
export function harmful(frame: Frame, sentence: string): Frame | null {
  const { clause } = frame;
  const isMove = frame.role === 'do' && frame.intent?.id === 'move';
  const goesDown = clause.mood === 'command' && has(clause, 'down') && UNTIL_IT_TOUCHES.test(sentence);
  if (!isMove && !goesDown && !ORDERS_A_CRASH.test(clause.folded)) return null;
  if (!meetsSomething(sentence)) return null;
  return { ...frame, role: 'do', intent: BYPASS, clause: { ...clause, mood: 'hypothetical' } };
}

/** True for words that send the head into the plate or the frame. */
export const meetsSomething = (text: string): boolean =>
  INTO_SOMETHING.test(text) || UNTIL_IT_TOUCHES.test(text);

export const textOf = (clauses: readonly Clause[]): string => clauses.map(({ folded }) => folded).join(' ');
