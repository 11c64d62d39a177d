import type { PracticePrinters } from '../practice/practice.ts';
import type { Settings } from '../settings.ts';
import { egressFor } from './egress.ts';
import { connectPrinter, parseAddress, type Printer } from './klipper.ts';
import type { StoredPrinter } from './store.ts';

export type Connect = typeof connectPrinter;

export interface ConnectionsOptions {
  settings: Pick<Settings, 'mode' | 'egress'>;
  practice: PracticePrinters | null;
  connect?: Connect;
  onError?: (error: unknown, during: string) => void;
}

/** One live connection per stored printer, for the whole process. */
export function createConnections(options: ConnectionsOptions) {
  const { settings, practice, connect = connectPrinter, onError = logError } = options;
  const live = new Map<string, Printer>();
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());

  /** Starts or restarts the connection. A practice printer's simulator is started first. */
  async function open(stored: StoredPrinter): Promise<void> {
    try {
      const where = stored.practice ? await practice?.start(stored.id) : undefined;
      if (stored.practice && !where) return;
      const address = parseAddress(where ? `http://${where.host}:${where.port}` : stored.address);
      const policy = egressFor(settings, {
        byServerOwner: stored.addedByServerOwner,
        ...(where && { practice: where }),
      });
      live.get(stored.id)?.stop();
      const { id, name, credentials } = stored;
      live.set(id, connect({ id, name, address, policy, ...(credentials && { credentials }) }));
      tell();
    } catch (error) {
      onError(error, `connecting to ${stored.name}`);
    }
  }

  async function close(id: string): Promise<void> {
    live.get(id)?.stop();
    live.delete(id);
    tell();
    await practice?.remove(id);
  }

  return {
    open,
    close,
    get: (id: string): Printer | null => live.get(id) ?? null,
    all: (): Printer[] => [...live.values()],
    /** Tells the listeners that who sees what is to be looked at again. */
    changed: tell,
    /** Calls back when a printer was connected, replaced or removed, and when roles changed. */
    onListChanged(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop(): Promise<void> {
      for (const printer of live.values()) printer.stop();
      live.clear();
      await practice?.stop();
    },
  };
}

function logError(error: unknown, during: string): void {
  console.error(`Failed while ${during}.`, error);
}
