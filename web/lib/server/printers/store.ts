import { and, count, eq } from 'drizzle-orm';
import type { Role } from '../../../../mcp-server/gate/types.ts';
import { randomId } from '../crypto/secrets.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../database/open.ts';
import { membership, printer } from '../database/schema/index.ts';
import type { PrinterCredentials } from './klipper.ts';

export interface StoredPrinter {
  id: string;
  name: string;
  address: string;
  practice: boolean;
  classroom: boolean;
  addedByServerOwner: boolean;
  credentials: PrinterCredentials | null;
}

export interface NewPrinter {
  name: string;
  address: string;
  practice: boolean;
  addedByServerOwner: boolean;
  credentials: PrinterCredentials | null;
}

export type PrinterChange = Partial<Omit<NewPrinter, 'practice'>> & { classroom?: boolean };
export type PrinterStore = ReturnType<typeof createPrinterStore>;

/** The rows of printers; credentials are sealed with the row they belong to. */
export function createPrinterStore(database: Database, vault: Vault, now: () => number) {
  const place = (row: string) => ({ table: 'printer', row, column: 'credentials' });
  const sealed = (id: string, credentials: PrinterCredentials | null) =>
    credentials && Object.keys(credentials).length > 0
      ? vault.seal(JSON.stringify(credentials), place(id))
      : null;

  function stored(row: typeof printer.$inferSelect): StoredPrinter {
    const { id, name, address, practice, classroom, addedByServerOwner } = row;
    const credentials = row.credentials
      ? (JSON.parse(vault.open(row.credentials, place(id))) as PrinterCredentials)
      : null;
    return { id, name, address, practice, classroom, addedByServerOwner, credentials };
  }

  return {
    all: (): StoredPrinter[] => database.select().from(printer).all().map(stored),

    find(id: string): StoredPrinter | null {
      const row = database.select().from(printer).where(eq(printer.id, id)).get();
      return row ? stored(row) : null;
    },

    /** Adds the printer and makes this person its owner, together. */
    insert(userId: string, { credentials, ...fresh }: NewPrinter): StoredPrinter {
      const id = randomId('p');
      database.transaction((transaction) => {
        const row = { ...fresh, id, credentials: sealed(id, credentials), createdAtMs: now() };
        transaction.insert(printer).values(row).run();
        const owner = { userId, printerId: id, role: 'owner' as const, createdAtMs: now() };
        transaction.insert(membership).values(owner).run();
      });
      return { ...fresh, id, classroom: false, credentials };
    },

    update(id: string, { credentials, ...change }: PrinterChange): void {
      const set = { ...change, ...(credentials !== undefined && { credentials: sealed(id, credentials) }) };
      if (Object.keys(set).length > 0) database.update(printer).set(set).where(eq(printer.id, id)).run();
    },

    remove: (id: string): boolean => database.delete(printer).where(eq(printer.id, id)).run().changes > 0,

    countPractice: (): number =>
      database.select({ total: count() }).from(printer).where(eq(printer.practice, true)).get()?.total ?? 0,

    practiceOf(userId: string): string | null {
      const mine = database
        .select({ id: printer.id })
        .from(printer)
        .innerJoin(membership, eq(membership.printerId, printer.id))
        .where(and(eq(printer.practice, true), eq(membership.userId, userId), eq(membership.role, 'owner')))
        .get();
      return mine?.id ?? null;
    },

    /** Role per printer of one person. */
    rolesOf(userId: string): Map<string, Role> {
      const rows = database.select().from(membership).where(eq(membership.userId, userId)).all();
      return new Map(rows.map(({ printerId, role }) => [printerId, role]));
    },
  };
}
