import type { Role } from '../../../../mcp-server/gate/types.ts';
import type { PrinterSummary } from '../../contracts.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../database/open.ts';
import type { PracticePrinters } from '../practice/practice.ts';
import type { Settings } from '../settings.ts';
import { type Connect, createConnections } from './connections.ts';
import { egressFor } from './egress.ts';
import { originOf, parseAddress, type Printer, type PrinterCredentials, PrinterError } from './klipper.ts';
import { createMembers } from './members.ts';
import { createPrinterStore, type StoredPrinter } from './store.ts';

export interface PrintersOptions {
  database: Database;
  vault: Vault;
  settings: Pick<Settings, 'mode' | 'egress'>;
  practice: PracticePrinters | null;
  /** The folder of the printers' records of their last hour. */
  blackBoxes?: string;
  connect?: Connect;
  now?: () => number;
}

export interface AddPrinter {
  userId: string;
  isServerOwner?: boolean;
  address: string;
  name?: string;
  credentials?: PrinterCredentials;
}

export type PrinterAnswer =
  | { ok: true; id: string }
  | { ok: false; field: 'address' | 'name' | 'form'; message: string; remedy: string };

export type Printers = ReturnType<typeof createPrinters>;

/** All printers of this server: rows, roles, and one live connection each. Access is decided by roles alone. */
export function createPrinters(options: PrintersOptions) {
  const { database, vault, settings, practice, now = Date.now } = options;
  const store = createPrinterStore(database, vault, now);
  const connections = createConnections(options);
  const members = createMembers(database, now, connections.changed);

  /** What was typed, judged before anything is looked up. */
  function judgeAddress(
    typed: string,
    byServerOwner: boolean,
  ): PrinterAnswer | { address: string; label: string } {
    try {
      const parsed = parseAddress(typed);
      egressFor(settings, { byServerOwner }).checkTarget(parsed.host, parsed.port);
      return { address: originOf(parsed) + parsed.basePath, label: parsed.host };
    } catch (error) {
      if (!(error instanceof PrinterError)) throw error;
      return { ok: false, field: 'address', message: sentence(error.wrong), remedy: error.tryThis.join(' ') };
    }
  }

  async function add(input: AddPrinter): Promise<PrinterAnswer> {
    const byServerOwner = input.isServerOwner ?? false;
    const judged = judgeAddress(input.address, byServerOwner);
    if ('ok' in judged) return judged;
    const stored = store.insert(input.userId, {
      name: tidyName(input.name) || judged.label,
      address: judged.address,
      practice: false,
      addedByServerOwner: byServerOwner,
      credentials: input.credentials ?? null,
    });
    await connections.open(stored);
    return { ok: true, id: stored.id };
  }

  /** The person's own practice printer; the one they have, where they have one. */
  async function addPractice(userId: string, name = 'Practice printer'): Promise<PrinterAnswer> {
    const mine = store.practiceOf(userId);
    if (mine) return { ok: true, id: mine };
    if (!practice?.hasRoom(store.countPractice())) {
      const message = practice ? 'All practice printers are taken.' : 'This server has no practice printer.';
      return { ok: false, field: 'form', message, remedy: 'Add a printer by its address.' };
    }
    const stored = store.insert(userId, {
      name,
      address: 'practice',
      practice: true,
      addedByServerOwner: false,
      credentials: null,
    });
    await connections.open(stored);
    return { ok: true, id: stored.id };
  }

  /** Changes name, address or credentials and connects anew. */
  async function update(
    id: string,
    change: {
      name?: string;
      address?: string;
      credentials?: PrinterCredentials | null;
      isServerOwner?: boolean;
    },
  ): Promise<PrinterAnswer> {
    const before = store.find(id);
    if (!before)
      return { ok: false, field: 'form', message: 'There is no such printer.', remedy: 'Reload the page.' };
    const byServerOwner = change.isServerOwner ?? false;
    const moved = change.address !== undefined && change.address !== before.address && !before.practice;
    const judged = moved ? judgeAddress(change.address ?? '', byServerOwner) : null;
    if (judged && 'ok' in judged) return judged;
    store.update(id, {
      ...(tidyName(change.name) && { name: tidyName(change.name) }),
      ...(judged && { address: judged.address, addedByServerOwner: byServerOwner }),
      ...(change.credentials !== undefined && { credentials: change.credentials }),
    });
    const after = store.find(id);
    if (after) await connections.open(after);
    return { ok: true, id };
  }

  return {
    add,
    addPractice,
    update,
    async remove(id: string): Promise<void> {
      store.remove(id);
      await connections.close(id);
    },
    listFor(userId: string): PrinterSummary[] {
      const roles = store.rolesOf(userId);
      return store.all().flatMap((stored) => {
        const role = roles.get(stored.id);
        return role ? [summary(stored, role)] : [];
      });
    },
    rolesOf: (userId: string) => store.rolesOf(userId),
    roleOf: (userId: string, printerId: string): Role | undefined => store.rolesOf(userId).get(printerId),
    /** For a test of this printer's own address, on the server; null for any other address. */
    credentialsFor(id: string, typed: string): PrinterCredentials | null {
      const stored = store.find(id);
      return stored && !stored.practice && sameAddress(typed, stored.address) ? stored.credentials : null;
    },
    get: connections.get,
    all: connections.all,
    ids: (): string[] => store.all().map(({ id }) => id),
    nameOf: (id: string): string | null => store.find(id)?.name ?? null,
    onListChanged: connections.onListChanged,
    /** To be called where roles were written elsewhere, such as by an accepted invitation. */
    rolesChanged: connections.changed,
    isClassroom: (id: string): boolean => store.find(id)?.classroom ?? false,
    setClassroom: (id: string, classroom: boolean): void => store.update(id, { classroom }),
    members,
    practiceAvailable: (): boolean => practice?.hasRoom(store.countPractice()) ?? false,
    /** Connects everything that is stored. Resolves once each attempt has begun, not when they are through. */
    async start(): Promise<void> {
      await Promise.all(store.all().map((stored) => connections.open(stored)));
    },
    stop: connections.stop,
  };
}

function sameAddress(typed: string, stored: string): boolean {
  try {
    const parsed = parseAddress(typed);
    return originOf(parsed) + parsed.basePath === stored;
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    return false;
  }
}

function summary({ id, name, address, practice }: StoredPrinter, role: Role): PrinterSummary {
  return { id, name, address: practice ? '' : address, role, practice };
}

function tidyName(name: string | undefined): string {
  return (name ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 60);
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

export type { Printer };
