import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Toolset } from '../../../../../mcp-server/tool.ts';
import { user } from './accounts.ts';

export const printer = sqliteTable('printer', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** As parsed and stored, such as `http://192.168.1.20:7125`. */
  address: text('address').notNull(),
  /** Sealed JSON: API key, user and password, extra headers. */
  credentials: text('credentials'),
  practice: integer('practice', { mode: 'boolean' }).notNull().default(false),
  /** In classroom mode an operator's click waits for an owner. */
  classroom: integer('classroom', { mode: 'boolean' }).notNull().default(false),
  /** The server's owner may use loopback and any port; others are held to the usual ones. */
  addedByServerOwner: integer('added_by_server_owner', { mode: 'boolean' }).notNull().default(false),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** The one table that decides about access: person × printer × role. */
export const membership = sqliteTable(
  'membership',
  {
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    printerId: text('printer_id')
      .notNull()
      .references(() => printer.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['viewer', 'operator', 'owner'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.printerId] })],
);

/** Personal tokens for other assistants; the id is public, the secret is stored as its SHA-256. */
export const token = sqliteTable('token', {
  id: text('id').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  secretHash: text('secret_hash').notNull().unique(),
  scopes: text('scopes', { mode: 'json' }).$type<('read' | 'control' | 'config')[]>().notNull(),
  /** Null: all printers of the person, now and later. */
  printerIds: text('printer_ids', { mode: 'json' }).$type<string[]>(),
  /** Null: all tool sets that the server has turned on, now and later. */
  toolsets: text('toolsets', { mode: 'json' }).$type<Toolset[]>(),
  createdAtMs: integer('created_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms'),
  lastUsedMs: integer('last_used_ms'),
});
