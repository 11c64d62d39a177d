import { has, references, type Clause } from '../understand/clause.ts';
import type { Desk } from './desk.ts';

/** "on the one that is not busy", "whichever is free". */
const FREE =
  /\b(?:the )?(?:one|printer|machine|whichever|which ?ever one) (?:that |which )?(?:is |s )?(?:not (?:busy|printing|running)|free|idle)\b|\bthe (?:free|idle|other idle) (?:one|printer|machine)\b/;

/** True when a wish could concern any of several printers: none is selected, and none is named. */
export function isPrinterOpen(desk: Desk, clauses: readonly Clause[]): boolean {
  const { printers } = desk.state;
  return (
    printers.length > 1 &&
    !printers.some((printer) => printer.selected) &&
    targetPrinters(desk, clauses)[0]?.printer === desk.printer &&
    targetPrinters(desk, clauses).length === 1 &&
    !clauses.some((clause) => references(clause, 'printer').length > 0)
  );
}

/** The printers a wish concerns: those named, all of them, or the selected one. */
export function targetPrinters(desk: Desk, clauses: readonly Clause[]): Desk[] {
  const { printers } = desk.state;
  if (printers.length < 2) return [desk];
  const named = printers.filter((printer) =>
    clauses.some((clause) => references(clause, 'printer').some((item) => item.id === printer.id)),
  );
  const other = clauses.some((clause) =>
    /\b(other|second|andra|anderen|otra|autre) (printer|one|machine|skrivaren|drucker|impresora|imprimante)\b/.test(
      clause.folded,
    ),
  );
  const pointed = /\b(?:that|the same) (?:one|printer|machine)\b/.test(
    clauses.map(({ folded }) => folded).join(' '),
  )
    ? desk.memory.past[0]?.frames.flatMap((frame) => references(frame.clause, 'printer')).at(-1)
    : undefined;
  const before = named.length ? undefined : printers.find((printer) => printer.id === pointed?.id);
  if (before) return [{ ...desk, printer: before }];
  if (named.length) return named.map((printer) => ({ ...desk, printer }));
  if (other)
    return printers
      .filter((printer) => printer !== desk.printer)
      .slice(0, 1)
      .map((printer) => ({ ...desk, printer }));
  const free = clauses.some((clause) => FREE.test(clause.folded))
    ? printers.filter(({ snapshot }) => !['printing', 'paused'].includes(snapshot.job.state))
    : [];
  if (free.length === 1) return [{ ...desk, printer: free[0]! }];
  const every = clauses.some(
    (clause) =>
      has(clause, 'both') ||
      /\b(either|any|one) of (my|the|our) (printers?|machines?)\b/.test(clause.folded) ||
      /\b(all|every|each|alla|alle|todas|toutes) (the |of the |my |mina |meine )?(printers?|machines?|skrivare|drucker|impresoras|imprimantes)\b/.test(
        clause.folded,
      ),
  );
  return every ? printers.map((printer) => ({ ...desk, printer })) : [desk];
}
