import { canonicalJson, sha256 } from './canonical.ts';
import type { AuditEntry, NewAuditEntry } from './types.ts';

/** The `previousHash` of the first row. */
export const AUDIT_START = '0'.repeat(64);

/** The row that follows `previousHash`: its hash covers the row and the hash before it. */
export function chainEntry(entry: NewAuditEntry, id: number, previousHash: string): AuditEntry {
  return { ...entry, id, previousHash, hash: hashOfEntry({ ...entry, id, previousHash }) };
}

function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  return sha256(canonicalJson(entry));
}

export type ChainVerdict = { ok: true; rows: number } | { ok: false; brokenAtId: number; message: string };

/** Checks a whole trail, oldest row first: nothing changed, left out or put in between. */
export function verifyChain(rows: readonly AuditEntry[], startHash: string = AUDIT_START): ChainVerdict {
  let previous = startHash;
  for (const row of rows) {
    const { hash, ...rest } = row;
    if (row.previousHash !== previous) return broken(row, 'A row before this one is missing or was changed.');
    if (hashOfEntry(rest) !== hash) return broken(row, 'This row was changed after it was written.');
    previous = hash;
  }
  return { ok: true, rows: rows.length };
}

function broken(row: AuditEntry, message: string): ChainVerdict {
  return { ok: false, brokenAtId: row.id, message };
}
