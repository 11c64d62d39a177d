import { asc, eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { uploadSlot } from '../database/schema/index.ts';

export type SlotRow = typeof uploadSlot.$inferSelect;

/** The rows of upload slots. */
export function createSlotRows(database: Database) {
  return {
    insert(row: Omit<SlotRow, 'receivedBytes'>): void {
      database.insert(uploadSlot).values(row).run();
    },
    find: (id: string): SlotRow | null =>
      database.select().from(uploadSlot).where(eq(uploadSlot.id, id)).get() ?? null,
    /** Oldest first. */
    all: (): SlotRow[] => database.select().from(uploadSlot).orderBy(asc(uploadSlot.expiresAtMs)).all(),
    received(id: string, receivedBytes: number): void {
      database.update(uploadSlot).set({ receivedBytes }).where(eq(uploadSlot.id, id)).run();
    },
    remove(id: string): void {
      database.delete(uploadSlot).where(eq(uploadSlot.id, id)).run();
    },
  };
}
