import { createContext } from 'svelte';
import type { PrinterSummary } from '#lib/contracts.ts';

/** Who is here and which printers are theirs, as the page was loaded. */
export interface Fleet {
  user: { id: string; name: string };
  printers: () => PrinterSummary[];
}

export const [useFleet, provideFleet] = createContext<Fleet>();
