import { has, isFiller, quantities, withoutQuotes, type Clause } from './clause.ts';
import { withoutGuessedWishes } from './explicit.ts';
import { frameOf, type Frame } from './frames.ts';
import { burnsElsewhere, OF_WORDS, OPENS_WORDS } from './figurative.ts';
import { harmful, textOf } from './harm.ts';
import { HELD_BACK, OPEN_BAN, RETRACTS, UNWANTED, WITHDRAWN } from './unwanted.ts';
import { FOREIGN, isAside, isToPrinter, OTHERS_CALLED, OTHERS_SPEAK, OTHERS_SPEAK_ABROAD } from './whose.ts';

/** The clauses of a message as frames; what is not wanted, not meant for the printer, or no more than told is no wish. */
export function meantFrames(clauses: readonly Clause[]): Frame[] {
  const frames = clauses.map(frameOf);
  const sentences = sentencesOf(clauses);
  const meant = frames.map((frame, index) => {
    const harm = harmful(frame, textOf(clauses.slice(sentences[index]!, endOf(clauses, index))));
    if (harm) return harm;
    if (isDanger(frame.clause)) return burnsElsewhere(frame.clause) ? asReported(frame) : frame;
    if (!isWish(frame)) return frame;
    const sentence = sentences[index]!;
    if (frame.clause.asks && asksForOpinion(clauses)) return { ...frame, role: 'explain' as const };
    if (isExclamation(frame.clause) || isInterjection(clauses, index) || isOwnDoing(clauses, index, sentence))
      return asReported(frame);
    if (isUnwanted(clauses, index, sentence) || frames.slice(index + 1).some(takesAllBack))
      return asNegated(frame);
    if (isOthers(clauses, index, sentence) || DONE_BY_HAND.test(frame.clause.folded))
      return asReported(frame);
    return isConditioned(clauses, index, sentence) ? { ...frame, role: 'deferred' as const } : frame;
  });
  return withoutGuessedWishes(
    meant.map((frame, index) => (isWhy(meant, index) ? asReported(frame) : frame)),
    sentences,
  );
}

/** "pause there, I want to swap the colour": the pause is wished, and the person does the rest. */
const isWhy = (frames: readonly Frame[], index: number): boolean =>
  index > 0 &&
  frames[index - 1]!.role === 'do' &&
  frames[index - 1]!.intent?.id === 'pause' &&
  frames[index]!.intent?.id === 'change_filament' &&
  /^(?:because |since |as |so )?(?:i|we) (?:want|need|have|would like|am going|are going|will|can|got)\b/.test(
    frames[index]!.clause.folded,
  );

const isWish = ({ role, clause }: Frame): boolean =>
  role === 'do' || role === 'deferred' || has(clause, 'stop', 'estop');
/** "I would like to push the carriage aside myself": the person does it. */
const DONE_BY_HAND =
  /^(?:because |so |since )?i (?:would|want|should|need|will|can|have|am going)\b.*\b(?:myself|by hand)$/;
/** What burns or crashes does so whoever says it. */
const isDanger = (clause: Clause): boolean => has(clause, 'fire', 'crash');

const asNegated = (frame: Frame): Frame => ({
  ...frame,
  role: 'negated',
  clause: { ...frame.clause, mood: 'negated' },
});
const asReported = (frame: Frame): Frame => ({
  ...frame,
  role: 'remark',
  clause: { ...frame.clause, mood: 'reported' },
});

/** Where the sentence of each clause begins. */
function sentencesOf(clauses: readonly Clause[]): number[] {
  let start = 0;
  return clauses.map((_, index) => {
    if (index > 0 && endsSentence(clauses[index - 1]!)) start = index;
    return start;
  });
}

/** Behind the sentence of a clause. */
function endOf(clauses: readonly Clause[], index: number): number {
  const last = clauses.findIndex((clause, at) => at >= index && endsSentence(clause));
  return last < 0 ? clauses.length : last + 1;
}

/** True for the last clause of a sentence. */
export const endsSentence = ({ terms }: Clause): boolean => /[.;!?\n]/.test(terms.at(-1)?.text ?? '');

/** "I have to open the lid and take out a bit of plastic": what the person does, in both halves. */
const isOwnDoing = (clauses: readonly Clause[], index: number, sentence: number): boolean =>
  index > sentence &&
  (DOES_ITSELF.test(clauses[index - 1]!.folded) ||
    (clauses[index - 1]!.mood === 'reported' && PAST.test(clauses[index]!.folded))) &&
  !clauses[index]!.polite &&
  !has(clauses[index]!, 'please') &&
  !quantities(clauses[index]!).length &&
  JOINED.test(clauses[index]!.folded);
const DOES_ITSELF =
  /^(?:(?:because|since|so|as|but|and) )*(?:i|we|he|she|they) (?:(?:just|only|first|still|now|then|also|quickly) )*(?:have to|has to|had to|must|am going to|are going to|is going to|will|ll|shall|am about to|am off to|went to|am just going to)\b/;
/** "I took it off, put it back and …": past as well, where the form does not tell. */
const PAST = /^(?:(?:then|and|also) )*(?:put|set|cut|let|hit|shut|reset|\w{2,}ed)\b/;
/** A verb and its object, and no subject of its own. */
const JOINED = /^(?!(?:i|we|he|she|they|it|you|please|can|could|would|will|then|now|so)\b)\w+ /;

/** "cancel? or pause? what would you do": weighed, not wanted. */
const asksForOpinion = (clauses: readonly Clause[]): boolean =>
  clauses.some(({ folded }) =>
    /\bwhat (?:would you (?:do|say|advise|suggest|recommend|pick|choose)|do you (?:think|say|reckon|suggest|recommend|advise))\b|\bwhich (?:would you|do you|is (?:better|best|wiser|safer))\b/.test(
      folded,
    ),
  );

/** "heat it to 230 – oh, never mind": the whole of a clause says so, and nothing else. */
const takesAllBack = ({ clause, intent }: Frame): boolean =>
  intent?.id === 'nevermind' &&
  has(clause, 'nevermind') &&
  clause.terms.every(
    (term) =>
      term.kind === 'punctuation' ||
      isFiller(term) ||
      term.concepts.some((item) => /^(?:nevermind|no|wait|sorry)$/.test(item)) ||
      /^(?:oh|ah|actually|well|hm+|argh|ugh|sorry|no|nah|then)$/.test(term.text),
  );

/** "cool. anything printing?": that it is well, and nothing is to be cooled. */
const isExclamation = ({ folded }: Clause): boolean =>
  /^(?:(?:oh|ok|okay|ah|yeah|yes|right|well|that is|very|super|so|how) )*(?:cool|sweet|neat|hot stuff)(?: (?:cool|then|thanks|thank you|stuff|one|man|dude|mate|bro|beans|ta))*$/.test(
    folded,
  );

/** "wait, is it still printing?": nobody's print is to wait. */
const isInterjection = (clauses: readonly Clause[], index: number): boolean =>
  HANG_ON.test(clauses[index]!.folded) &&
  !clauses[index]!.loud &&
  clauses
    .slice(index + 1)
    .some(({ asks, mood }) => asks || mood === 'question' || mood === 'negated' || mood === 'command');
const HANG_ON =
  /^(?:oh |no |ok |so |but )*(?:wait|hold on|hang on|hold up|one moment|just a moment|(?:wait|hold on|hang on|just) an? (?:sec|second|minute|min|moment)|hold your horses)$/;

function isUnwanted(clauses: readonly Clause[], index: number, sentence: number): boolean {
  const { folded, asks } = clauses[index]!;
  const before = clauses.slice(sentence, index).map((clause) => clause.folded);
  const after = clauses.slice(index + 1);
  return (
    UNWANTED.test(folded) ||
    before.some((text) => OPEN_BAN.test(text)) ||
    after.some((clause) => WITHDRAWN.test(clause.folded)) ||
    endsWith(folded, WITHDRAWN) ||
    (after.length > 0 && RETRACTS.test(after.at(-1)!.folded)) ||
    (asks && HELD_BACK.test(after[0]?.folded ?? ''))
  );
}

/** "start it provided nobody is in the room": what cannot be looked up is left to the person. */
function isConditioned(clauses: readonly Clause[], index: number, sentence: number): boolean {
  const whole = clauses.slice(sentence, endOf(clauses, index));
  return !clauses[index]!.asks && whole.some(({ folded }) => CONDITION.test(folded));
}

const CONDITION =
  /\b(?:provided|providing|on condition|only if|unless|except if|(?:as|so) long as (?!(?:it takes|possible|you are (?:at it|there|here|in there)|we are at it)\b))\b/;

function endsWith(text: string, pattern: RegExp): boolean {
  const found = pattern.exec(text);
  return found !== null && found.index + found[0].length === text.length;
}

function isOthers(clauses: readonly Clause[], index: number, sentence: number): boolean {
  const folded = withoutQuotes(clauses[index]!.terms);
  if (
    OF_WORDS.test(folded) ||
    clauses.slice(sentence, index).some((clause) => OPENS_WORDS.test(clause.folded))
  )
    return true;
  if (OTHERS_SPEAK.test(folded) || FOREIGN.test(folded)) return true;
  if (clauses[index]!.language !== 'en' && OTHERS_SPEAK_ABROAD.test(folded)) return true;
  if (index > sentence && OTHERS_CALLED.test(clauses[sentence]!.folded)) return true;
  const aside = clauses.findLastIndex(isAside);
  const addressed = clauses.findIndex((clause, at) => at > aside && isToPrinter(clause));
  return aside >= 0 && (index <= aside || index < addressed);
}
