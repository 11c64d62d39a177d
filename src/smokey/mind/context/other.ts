import { has, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Term } from '../understand/terms.ts';
import { familyOf } from './families.ts';
import type { Situation } from './follow-up.ts';
import { rebuilt } from './merge.ts';
import { isSoft } from './nouns.ts';

/** What is done with files, and asked of them. */
const OF_FILES: ReadonlySet<string> = new Set(
  'start_print delete_file queue_add file_facts find_file rename_file preflight'.split(' '),
);
const OTHER = /\b(?:the|that|den|das|die|el|la|l|le|lo) ?(?:other|andra|andere[nrs]?|otr[oa]|autre)\b/;
const COUNTERPARTS: Record<string, string> = { nozzle: 'bed', bed: 'nozzle', speed: 'flow', flow: 'speed' };

/** "no, the other file", "same for the other one": the counterpart of what was spoken of. */
export function otherOne(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  if (!OTHER.test(clause.folded) || quantities(clause).length) return null;
  const plain = clause.terms.every(
    (term) => isSoft(term) || has({ ...clause, terms: [term] }, 'file', 'reprint') || isOther(term),
  );
  const last = before.role === 'do' || OF_FILES.has(before.intent?.id ?? '') ? before : lastDone;
  if (!plain || !last) return null;
  if (OF_FILES.has(last.intent?.id ?? '')) {
    const verbs = last.clause.terms.filter((term) => familyOf(term) !== 'thing' && !term.quantity);
    return rebuilt(frame, last, [...verbs, ...clause.terms.filter(isOther)], reading);
  }
  const named = last.clause.terms.filter((term) => familyOf(term));
  const other =
    named.length === 1 ? named[0]!.concepts.map((item) => COUNTERPARTS[item]).find(Boolean) : null;
  if (!other) return null;
  const swapped = last.clause.terms.map((term) =>
    term === named[0] ? { ...term, text: other, raw: other, concepts: [other], references: [] } : term,
  );
  const result = rebuilt(frame, last, swapped, reading);
  return { ...result, clause: { ...result.clause, folded: `${result.clause.folded} ${clause.folded}` } };
}

const isOther = (term: Term): boolean => term.concepts.includes('other');
