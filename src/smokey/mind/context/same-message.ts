import { has, PROPERTIES, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { withNounOf } from './merge.ts';
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
    const leansBack =
      clause.mood === 'command' &&
      has(clause, 'it') &&
      (quantities(clause).length > 0 || has(clause, 'on', 'off')) &&
      wishOf(clause.terms).every((term) => isSoft(term) || isSwitch(term.concepts));
    if (!leansBack) return frame;
    const source = frames
      .slice(0, index)
      .reverse()
      .find((other) => other.clause.terms.some((term) => isNoun(term) && isProperty(term.concepts)));
    if (!source || (source.role === 'do' && quantities(source.clause).length)) return frame;
    const kept = {
      ...source,
      clause: { ...source.clause, terms: source.clause.terms.filter(({ concepts }) => isProperty(concepts)) },
    };
    return withNounOf(frame, kept, reading);
  });
}

/** The words up to "while …" or "so that …": what follows only says why. */
function wishOf(terms: readonly Term[]): readonly Term[] {
  const end = terms.findIndex(({ text }) => /^(?:while|so|until|till|because|as|when)$/.test(text));
  return end > 0 ? terms.slice(0, end) : terms;
}

const isSwitch = (concepts: readonly string[]): boolean =>
  concepts.some((concept) => concept === 'on' || concept === 'off');
