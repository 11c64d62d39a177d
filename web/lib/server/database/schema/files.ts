import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { UploadView } from '../../../contracts.ts';
import { user } from './accounts.ts';

export const upload = sqliteTable(
  'upload',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    printerId: text('printer_id').notNull(),
    fileName: text('file_name').notNull(),
    /** Relative to the printer's gcodes root. */
    path: text('path').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256'),
    overwrite: integer('overwrite', { mode: 'boolean' }).notNull().default(false),
    phase: text('phase').$type<UploadView['phase']>().notNull(),
    error: text('error', { mode: 'json' }).$type<UploadView['error']>(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (table) => [index('upload_by_user').on(table.userId, table.createdAtMs)],
);

/** One-time places that an approved create_upload has opened; a restart does not close them. */
export const uploadSlot = sqliteTable('upload_slot', {
  /** The upload's id, too, once the first byte has come. */
  id: text('id').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  printerId: text('printer_id').notNull(),
  name: text('name').notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  receivedBytes: integer('received_bytes').notNull().default(0),
  expiresAtMs: integer('expires_at_ms').notNull(),
});

/** Pictures people attach and those tools took; the bytes lie beside the database. */
export const picture = sqliteTable('picture', {
  id: text('id').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  mediaType: text('media_type', { enum: ['image/jpeg', 'image/png', 'image/webp'] }).notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});
