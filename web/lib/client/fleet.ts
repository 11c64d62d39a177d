import { createContext } from 'svelte';
import type { PrinterSummary } from '#lib/contracts.ts';
import { fields, text } from './shape.ts';

/** Who is here and which printers are theirs, as the page was loaded. */
export interface Fleet {
  user: { id: string; name: string };
  printers: () => PrinterSummary[];
}

/**
 * The printer a tool was asked about: the one its arguments name, by id or name, else the one that was chosen then.
 * Null when that printer is not among this person's any more.
 */
export function printerOf(
  printers: readonly PrinterSummary[],
  { args, printerId = null }: { args: unknown; printerId?: string | null },
): PrinterSummary | null {
  const named = text(fields(args).printer).trim().toLowerCase();
  const wanted = named === '' ? printerId : named;
  return (
    printers.find(({ id }) => id === wanted || id.toLowerCase() === named) ??
    printers.find(({ name }) => name.toLowerCase() === named) ??
    null
  );
}

export const [useFleet, provideFleet] = createContext<Fleet>();
