import type { MacroInfo } from '../../../klipper/snapshot.ts';
import { editDistance } from '../normalise/spelling.ts';
import { fold } from '../normalise/text.ts';
import type { Clause } from '../understand/clause.ts';

/** The macro whose name is nearly what was written; null when none or several are. */
export function findNearMacro(clause: Clause, macros: readonly MacroInfo[]): MacroInfo | null {
  const words = clause.terms.filter((term) => term.kind === 'word').map((term) => fold(term.raw));
  const near = macros.filter((macro) => {
    const parts = fold(macro.name).split('_').filter(Boolean);
    return parts.every((part) =>
      words.some((word) => word === part || (part.length > 3 && editDistance(word, part, 1) <= 1)),
    );
  });
  return near.length === 1 ? (near[0] ?? null) : null;
}
