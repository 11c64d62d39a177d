import type { ActionView, PrinterSnapshot, PrinterSummary } from '#lib/contracts.ts';
import { faultOf } from './faults.ts';
import { isPrinting, isStale } from './machine.ts';

export type Rank = 'needs-you' | 'broken' | 'printing' | 'idle' | 'away';

export interface OverviewRow {
  printer: PrinterSummary;
  snapshot: PrinterSnapshot | null;
  action: ActionView | null;
  rank: Rank;
}

const ORDER: Rank[] = ['needs-you', 'broken', 'printing', 'idle', 'away'];

function rankOf(row: Omit<OverviewRow, 'rank'>, nowMs: number): Rank {
  if (row.action) return 'needs-you';
  if (!row.snapshot) return 'away';
  if (row.snapshot.job.state === 'paused' && !isStale(row.snapshot, nowMs)) return 'needs-you';
  if (isStale(row.snapshot, nowMs)) return 'away';
  if (faultOf(row.snapshot)) return 'broken';
  return isPrinting(row.snapshot) ? 'printing' : 'idle';
}

/** Printer 2 comes before Printer 10. */
const byName = new Intl.Collator(undefined, { numeric: true });

/** Rows in the order in which they want to be looked at. */
export function overviewOf(rows: Omit<OverviewRow, 'rank'>[], nowMs: number): OverviewRow[] {
  return rows
    .map((row) => ({ ...row, rank: rankOf(row, nowMs) }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.rank) - ORDER.indexOf(b.rank) || byName.compare(a.printer.name, b.printer.name),
    );
}
