import { fold } from '../../normalise/text.ts';
import type { Quantity } from '../../normalise/tokens.ts';
import { quantities, type Clause } from '../../understand/clause.ts';
import type { Term } from '../../understand/terms.ts';
import type { Section } from '../config-text.ts';
import { lookUp, sectionsNamed } from './lookup.ts';

/** What is said of one setting: "homing speed of x to 80" in "homing speed of x to 80 and max accel to 4000". */
export interface Part {
  /** Its words, with the numbers as digits. */
  text: string;
  terms: readonly Term[];
}

const JOINT = /[,;&+]|\b(?:and|plus|also|but|then)\b/i;

/** A message about the configuration, divided so that each part names a setting and its value. */
export function partsOf(clauses: readonly Clause[], sections: readonly Section[]): Part[] {
  const parts: Part[] = [];
  for (const chunk of clauses.flatMap(chunksOf)) {
    const open = parts.at(-1);
    if (open && isWhole(open, sections) && begins(chunk, sections)) parts.push(chunk);
    else if (open) parts.splice(-1, 1, partOf([...open.terms, ...chunk.terms]));
    else parts.push(chunk);
  }
  return parts;
}

export const numbersIn = ({ terms }: Part): Quantity[] =>
  terms.flatMap(({ quantity }) => (quantity ? [quantity] : []));

const partOf = (terms: readonly Term[]): Part => ({ terms, text: terms.map(spelled).join(' ') });
const spelled = (term: Term): string =>
  term.quantity ? String(term.quantity.value) : term.kind === 'word' ? term.text : fold(term.raw);

const isWhole = (part: Part, sections: readonly Section[]): boolean =>
  numbersIn(part).length > 0 && lookUp(part.text, sections).length > 0;
const begins = (part: Part, sections: readonly Section[]): boolean =>
  lookUp(part.text, sections).length > 0 ||
  (numbersIn(part).length > 0 && sectionsNamed(part.text, sections).length > 0);

/** The words of a clause between its commas and "and"s, which are no words of it. */
function chunksOf(clause: Clause): Part[] {
  const words = clause.terms.filter(({ kind, raw }) =>
    kind === 'file' ? /\.(?:cfg|conf)$/i.test(raw) : kind !== 'punctuation',
  );
  const start = clause.terms.find(({ kind }) => kind !== 'punctuation')?.start ?? 0;
  const chunks: Term[][] = [];
  for (const [index, term] of words.entries()) {
    const gap = clause.text.slice((words[index - 1]?.end ?? start) - start, term.start - start);
    if (!index || JOINT.test(gap) || JOINT.test(term.text)) chunks.push([]);
    chunks.at(-1)!.push(term);
  }
  return chunks.map(partOf);
}

/** True for a clause with a number in it. */
export const hasNumber = (clause: Clause): boolean => quantities(clause).length > 0;
