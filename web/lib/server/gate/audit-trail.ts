import { and, desc, eq, inArray, isNull, lt, or, type SQL } from 'drizzle-orm';
import { AUDIT_START, chainEntry } from '../../../../mcp-server/gate/audit.ts';
import type { AuditEntry, NewAuditEntry } from '../../../../mcp-server/gate/types.ts';
import type { Database } from '../database/open.ts';
import { audit } from '../database/schema/index.ts';

interface Page {
  beforeId?: number;
  limit?: number;
}

/** The append-only trail: each row holds the hash of the one before. Call `append` inside a transaction. */
export function createAuditTrail(database: Database) {
  /** Throws when it cannot be written; then what it was to record must not happen. */
  function append(entry: NewAuditEntry): AuditEntry {
    const last = database
      .select({ id: audit.id, hash: audit.hash })
      .from(audit)
      .orderBy(desc(audit.id))
      .limit(1)
      .get();
    // What is hashed is what JSON can hold, so that a row read back has the same hash.
    const plain = JSON.parse(JSON.stringify(entry)) as NewAuditEntry;
    const row = chainEntry(plain, (last?.id ?? 0) + 1, last?.hash ?? AUDIT_START);
    const { id, atMs, event, actionId, printerId, userId, hash } = row;
    database
      .insert(audit)
      .values({ id, atMs, event, actionId, printerId, userId, hash, entry: JSON.stringify(row) })
      .run();
    return row;
  }

  const ofPrinters = (printerIds: string[]) =>
    or(isNull(audit.printerId), inArray(audit.printerId, printerIds));

  function page(which: SQL | undefined, { beforeId, limit = 100 }: Page): AuditEntry[] {
    const before = beforeId === undefined ? undefined : lt(audit.id, beforeId);
    const rows = database.select({ entry: audit.entry }).from(audit).where(and(which, before));
    return rows
      .orderBy(desc(audit.id))
      .limit(limit)
      .all()
      .map(({ entry }) => JSON.parse(entry) as AuditEntry);
  }

  return {
    append,
    /** As the gate reads it: rows about these printers, and those about none. */
    read: ({ printerIds, ...rest }: Page & { printerIds: string[] }) => page(ofPrinters(printerIds), rest),
    /** As a person may read it: their printers' rows, and of those about no printer only their own. */
    readOwn({ printerIds, userId, ...rest }: Page & { printerIds: string[]; userId: string }): AuditEntry[] {
      const mine = and(isNull(audit.printerId), eq(audit.userId, userId));
      return page(or(inArray(audit.printerId, printerIds), mine), rest);
    },
    /** The whole trail, oldest first, a page at a time: for the export and for checking the chain. */
    *all(): Generator<AuditEntry> {
      for (let after = 0; ;) {
        const rows = database.$client
          .prepare('SELECT id, entry FROM audit WHERE id > ? ORDER BY id LIMIT 500')
          .all(after) as { id: number; entry: string }[];
        if (rows.length === 0) return;
        for (const row of rows) yield JSON.parse(row.entry) as AuditEntry;
        after = rows.at(-1)?.id ?? after;
      }
    },
    ofAction: (actionId: string): AuditEntry[] =>
      database
        .select({ entry: audit.entry })
        .from(audit)
        .where(eq(audit.actionId, actionId))
        .orderBy(audit.id)
        .all()
        .map(({ entry }) => JSON.parse(entry) as AuditEntry),
  };
}
