import type { Clause } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';
import { searchFiles } from './file-search.ts';

const COUNTED =
  /^(?:cop(?:y|ies)|pieces?|times|x|runs|of|exemplar\w*|kopi\w+|ganger|stycken|mal|stuck|kopien|copias|veces|fois)$/;
const TWICE = /^(?:twice|thrice)$/;
const MOST_COPIES = 20;

/** A clause without what says how many, and how many. */
export interface Counted {
  clause: Clause;
  count: number;
}

/** "3 copies of the cube", "the cube twice", "two cubes": how often a file is meant, unless the number is of its name. */
export function countedIn(clause: Clause, paths: readonly string[]): Counted {
  const { terms } = clause;
  const at = terms.findIndex((term, index) => isCount(term, terms[index + 1]));
  if (
    at < 0 ||
    (terms[at]!.quantity && searchFiles(clause, paths).found.length === 1 && !says(terms[at + 1]))
  )
    return { clause, count: 1 };
  const count = terms[at]!.quantity?.value ?? (terms[at]!.text === 'twice' ? 2 : 3);
  const rest = terms.filter(
    (term, index) => index !== at && !(index > at && index <= at + 2 && COUNTED.test(term.text)),
  );
  return { clause: { ...clause, terms: rest }, count };
}

const says = (next: Term | undefined): boolean => next !== undefined && COUNTED.test(next.text);

function isCount(term: Term, next: Term | undefined): boolean {
  if (TWICE.test(term.text)) return true;
  const count = term.quantity?.unit === null && !term.quantity.signed ? term.quantity.value : 0;
  if (!Number.isInteger(count) || count < 2 || count > MOST_COPIES) return false;
  return says(next) || (next?.unknown === true && /[^s]s$/.test(next.text));
}

/** One path, so many times. */
export const copiesOf = (path: string, count: number): string[] => Array.from({ length: count }, () => path);

/** Names with how often each is meant: "cube.gcode (3 ×)". */
export const withCounts = (paths: readonly string[]): string[] =>
  [...new Set(paths)].map((path) => {
    const count = paths.filter((other) => other === path).length;
    return count > 1 ? `${path} (${count} ×)` : path;
  });
