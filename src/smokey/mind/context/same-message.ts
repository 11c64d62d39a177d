import { has, isFiller, PROPERTIES, quantities, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { askedWithNounOf, withNounOf } from './merge.ts';
import { isNoun, isSoft } from './nouns.ts';

/** Words by which a fault stands for the thing that is to be set. */
const isProperty = (concepts: readonly string[]): boolean =>
  concepts.some(
    (concept) => PROPERTIES.includes(concept) && concept !== 'temperature' && concept !== 'power',
  );

/**
 * "the fan is screaming, could you bring it down to 60 percent": what "it" is stands in an earlier clause of the same
 * message. Only where the wish itself names nothing.
 */
export function withNounsOfMessage(frames: Frame[], reading: Reading): Frame[] {
  return frames.map((frame, index) => {
    const { clause } = frame;
    if (asksOfIt(clause)) return withBannedNoun(frame, frames.slice(0, index), reading);
    if (!leansBack(clause)) return frame;
    const fits = (term: Term): boolean => isProperty(term.concepts) && suits(term, clause);
    const source = frames
      .slice(0, index)
      .reverse()
      .find((other) => other.clause.terms.some((term) => isNoun(term) && fits(term)));
    if (!source || (source.role === 'do' && quantities(source.clause).length)) return frame;
    const kept = {
      ...source,
      clause: { ...source.clause, terms: source.clause.terms.filter(fits) },
    };
    return withNounOf(frame, kept, reading);
  });
}

/** "no need to touch the fan, is it on full?", "leave the heaters alone, what are they set to": of what is left alone. */
function withBannedNoun(frame: Frame, before: readonly Frame[], reading: Reading): Frame {
  const source = before.findLast(({ role }) => role === 'negated');
  const terms = source?.clause.terms.filter(({ concepts }) => isProperty(concepts)) ?? [];
  return source && terms.length > 0
    ? askedWithNounOf(frame, { ...source, clause: { ...source.clause, terms } }, reading)
    : frame;
}

/** A question of something that stands elsewhere. */
const asksOfIt = (clause: Clause): boolean =>
  clause.mood === 'question' &&
  /\b(?:it|they|them|that|those)\b|^what are we at$/.test(clause.folded) &&
  clause.terms.filter((term) => term.kind !== 'punctuation').length <= MOST_WORDS_ASKED &&
  !clause.terms.some(
    ({ concepts, references, kind }) => isProperty(concepts) || references.length > 0 || kind === 'file',
  );
const MOST_WORDS_ASKED = 9;

/** "bring it down to 60", "turn its heater off", "do a PID on it": a wish that names nothing itself. */
const leansBack = (clause: Clause): boolean =>
  clause.mood === 'command' &&
  /\b(?:its?|them)\b/.test(clause.folded) &&
  (quantities(clause).length > 0 || has(clause, 'on', 'off', 'pid')) &&
  wishOf(clause.terms).every(
    (term) =>
      isSoft(term) ||
      isFiller(term) ||
      LIGHT.test(term.text) ||
      term.concepts.some((concept) => OPEN.has(concept)),
  );
/** "give it 4 percent more": words that say how, and never what. */
const LIGHT = /^(?:give|make|take|bring|drop|push|nudge|add|knock|shave|crank|dial|more|less|extra|another)$/;

/** What stands in a wish and leaves open what is meant. */
const OPEN: ReadonlySet<string> = new Set([
  'on',
  'off',
  'set',
  'heater',
  'pid',
  'reprint',
  'again',
  'calibrate',
  'start',
]);
const HEATERS: ReadonlySet<string> = new Set(['nozzle', 'bed', 'chamber', 'heater']);

/** Percents are of no heater, degrees of nothing else. */
function suits({ concepts }: Term, clause: Clause): boolean {
  const isHeater = concepts.some((concept) => HEATERS.has(concept));
  const units = quantities(clause).map(({ unit }) => unit);
  if (has(clause, 'heater', 'pid') || units.some((unit) => unit === 'c' || unit === 'f')) return isHeater;
  return !units.includes('percent') || !isHeater;
}

/** The words up to "while …" or "so that …": what follows only says why. */
function wishOf(terms: readonly Term[]): readonly Term[] {
  const end = terms.findIndex(({ text }) => /^(?:while|so|until|till|because|as|when)$/.test(text));
  return end > 0 ? terms.slice(0, end) : terms;
}
