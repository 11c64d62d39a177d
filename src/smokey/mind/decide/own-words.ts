import { fold } from '../normalise/text.ts';
import type { Clause } from '../understand/clause.ts';

/** The words of a clause without names of print files and what stands in quotes: nothing in a name is a wish. */
export const ownWords = ({ terms }: Clause): string =>
  terms
    .filter(({ kind, raw }) =>
      kind === 'file' ? /\.(?:cfg|conf)$/i.test(raw) : kind !== 'punctuation' && kind !== 'quoted',
    )
    .map((term) => (term.kind === 'word' ? term.text : fold(term.raw)))
    .join(' ');

/** The own words of several clauses, as of a whole message. */
export const ownWordsOf = (frames: readonly { clause: Clause }[]): string =>
  frames.map(({ clause }) => ownWords(clause)).join(' ');
