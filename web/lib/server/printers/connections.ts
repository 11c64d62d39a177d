import { join } from 'node:path';
import type { PracticePrinters } from '../practice/practice.ts';
import type { Settings } from '../settings.ts';
import { egressFor } from './egress.ts';
import { connectPrinter, connectRecorded, parseAddress, type Printer } from './klipper.ts';
import type { StoredPrinter } from './store.ts';

export type Connect = typeof connectPrinter;

export interface ConnectionsOptions {
  settings: Pick<Settings, 'mode' | 'egress'>;
  practice: PracticePrinters | null;
  /** Where each printer's record of its last hour lies (at most 20 MB a printer); none is kept without it. */
  blackBoxes?: string;
  connect?: Connect;
  onError?: (error: unknown, during: string) => void;
}

/** One live connection per stored printer, for the whole process. */
export function createConnections(options: ConnectionsOptions) {
  const { settings, practice, onError = logError } = options;
  const connect = options.connect ?? connectorFor(options);
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
    const printer = live.get(id);
    printer?.stop();
    live.delete(id);
    tell();
    await printer?.blackBox?.forget();
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
      const printers = [...live.values()];
      for (const printer of printers) printer.stop();
      live.clear();
      await Promise.all(printers.map((printer) => printer.blackBox?.closed()));
      await practice?.stop();
    },
  };
}

/** With a folder for the records, each printer writes its own: saved at every failure, cancel and emergency stop. */
function connectorFor({ blackBoxes, onError = logError }: ConnectionsOptions): Connect {
  if (blackBoxes === undefined) return connectPrinter;
  return (config, connectOptions = {}) =>
    connectRecorded(config, connectOptions, {
      directory: join(blackBoxes, config.id),
      onTrouble: (message) => onError(new Error(message), `writing the record of ${config.name}`),
    });
}

function logError(error: unknown, during: string): void {
  console.error(`Failed while ${during}.`, error);
}
