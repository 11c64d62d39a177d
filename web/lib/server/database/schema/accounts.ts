import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const user = sqliteTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  passwordHash: text('password_hash').notNull(),
  isServerOwner: integer('is_server_owner', { mode: 'boolean' }).notNull().default(false),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** Lucia's table. The id is the SHA-256 of the cookie's token, so this file gives nobody a session. */
export const session = sqliteTable('session', {
  id: text('id').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  /** Seconds, as Lucia's adapter wants it: the idle limit. */
  expiresAt: integer('expires_at').notNull(),
  /** The absolute limit counts from here. */
  createdAtMs: integer('created_at_ms').notNull(),
  lastSeenMs: integer('last_seen_ms').notNull(),
  userAgent: text('user_agent').notNull().default(''),
  address: text('address').notNull().default(''),
});

/** Invitations by link; the id is the SHA-256 of the link's token. */
export const invite = sqliteTable('invite', {
  id: text('id').primaryKey(),
  createdBy: text('created_by')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  printerId: text('printer_id'),
  role: text('role', { enum: ['viewer', 'operator', 'owner'] }),
  note: text('note').notNull().default(''),
  createdAtMs: integer('created_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  usedBy: text('used_by').references(() => user.id, { onDelete: 'set null' }),
  usedAtMs: integer('used_at_ms'),
});

/** Things the owner sets while the program runs, such as open registration. */
export const serverSetting = sqliteTable('server_setting', {
  name: text('name').primaryKey(),
  valueJson: text('value_json', { mode: 'json' }).notNull(),
});
