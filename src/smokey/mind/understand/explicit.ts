import { has, isFiller, PROPERTIES, quantities } from './clause.ts';
import { beginsWithVerb, foldedOf, type Frame } from './frames.ts';

/** In a message of many words most clauses tell something; only what is put as a wish is one. */

const MANY_WORDS = 24;
const VERY_MANY_WORDS = 40;
const SHORT = 7;

/** "dont start anything", "nothing needs to happen now": a ban on whatever is not asked for in so many words. */
const BANS_ALL =
  /\b(?:do not|dont|never|please not|without|not) (?:\w+ )?(?:start|do|doing|starting|change|changing|touch|touching|move|moving|print|heat|run|press|switch|send|launch)\w* (?:anything|any of (?:it|them|that|this))\b|\bnothing (?:needs? to|has to|should|must|is to|shall|may) (?:\w+ )?(?:start|happen|move|change|be (?:done|started|changed|printed|heated|moved|touched)|run|print|heat)\w*\b/;

/** Somebody or something is spoken of at the front. */
const TELLS =
  /^(?:(?:and|so|but|then|now|because|since|yesterday|today|last \w+|on|in|at|for|with|from|after|before|when|while|as|if) )*(?:i(?! (?:want|need|would like|would love|wish)\b)|we(?! (?:want|need|would like|would love|wish|should)\b)|he|she|they|it|there|this|that|these|those|someone|somebody|everyone|nobody|the|my|our|his|her|their|your|a|an|some|most|all|which|who|where|whose)\b/;

/** Put as an order or a request. */
function isOrdered({ clause }: Frame): boolean {
  const words = clause.terms.filter((term) => term.kind !== 'punctuation' && term.text !== 'please');
  if (clause.polite || has(clause, 'please')) return true;
  return beginsWithVerb({ ...clause, terms: words }) || STARTS.test(clause.core);
}

/** Nothing but a thing and its value: "bed to 60". */
function isBare({ clause }: Frame): boolean {
  const isNamed = clause.terms.some(({ concepts }) => concepts.some((item) => PROPERTIES.includes(item)));
  const isSet = isNamed && (quantities(clause).length > 0 || has(clause, 'on', 'off'));
  const telling = clause.terms.filter((term) => term.kind !== 'punctuation' && !isFiller(term));
  return (
    isSet && telling.length <= SHORT && telling.every(({ quantity, concepts }) => quantity || concepts.length)
  );
}

/** Verbs of orders that the lexicon does not know as such. */
const STARTS =
  /^(?:make|get|give|bring|take|put|let|throw|stick|push|drop|bump|crank|nudge|shove|knock|trim|raise|lift|lower|warm|pop|fire|whack|slap|kick|shut|shift|swap|chuck|lob|queue|do|run|go|turn|switch|set|heat|cool|move|send|park|bed|nozzle)\b/;

/**
 * The frames without the wishes that were only guessed out of what a long message tells; `sentences` says where the
 * sentence of each begins.
 */
export function withoutGuessedWishes(frames: readonly Frame[], sentences: readonly number[]): Frame[] {
  const text = foldedOf(frames);
  const words = text.split(' ').length;
  const isBanned = BANS_ALL.test(text);
  const hasOrder = frames.some((frame) => frame.role === 'do' && isOrdered(frame));
  if (!isBanned && words < (hasOrder ? MANY_WORDS : VERY_MANY_WORDS)) return [...frames];
  const last = frames.findLastIndex(({ role }) => role === 'do');
  return frames.map((frame, index) => {
    if (frame.role !== 'do' || isOrdered(frame)) return frame;
    const opens = frames.slice(sentences[index]).find(({ role }) => role === 'do') ?? frame;
    const isSaid = isBare(frame) && (isOrdered(opens) || isBare(opens));
    if (isSaid && !isBanned) return frame;
    const isKept =
      !isBanned && ((!TELLS.test(frame.clause.core) && !isBare(frame)) || (!hasOrder && index === last));
    return isKept ? frame : { ...frame, role: 'remark' };
  });
}
