import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { UploadView } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { upload } from '../database/schema/index.ts';

export type UploadRow = typeof upload.$inferSelect;

/** The rows of uploads: what is known of each across restarts. */
export function createUploadRows(database: Database, now: () => number) {
  return {
    insert(
      row: Pick<UploadRow, 'id' | 'userId' | 'printerId' | 'fileName' | 'path' | 'sizeBytes' | 'overwrite'>,
    ) {
      const times = { createdAtMs: now(), updatedAtMs: now() };
      database
        .insert(upload)
        .values({ ...row, ...times, phase: 'receiving' })
        .run();
    },
    find: (id: string): UploadRow | null =>
      database.select().from(upload).where(eq(upload.id, id)).get() ?? null,
    update(
      id: string,
      change: Partial<Pick<UploadRow, 'phase' | 'error' | 'sha256' | 'path'>>,
    ): UploadRow | null {
      database
        .update(upload)
        .set({ ...change, updatedAtMs: now() })
        .where(eq(upload.id, id))
        .run();
      return this.find(id);
    },
    inPhases: (phases: UploadView['phase'][]): UploadRow[] =>
      database.select().from(upload).where(inArray(upload.phase, phases)).all(),
    openOf: (userId: string): UploadRow[] =>
      database
        .select()
        .from(upload)
        .where(and(eq(upload.userId, userId), inArray(upload.phase, ['receiving', 'checking', 'sending'])))
        .all(),
    newestNamed: (userId: string, fileName: string): UploadRow | null =>
      database
        .select()
        .from(upload)
        .where(and(eq(upload.userId, userId), eq(upload.fileName, fileName), eq(upload.phase, 'done')))
        .orderBy(desc(upload.createdAtMs))
        .limit(1)
        .get() ?? null,
    olderThan: (updatedBeforeMs: number): UploadRow[] =>
      database.select().from(upload).where(lt(upload.updatedAtMs, updatedBeforeMs)).all(),
  };
}

export type UploadRows = ReturnType<typeof createUploadRows>;
