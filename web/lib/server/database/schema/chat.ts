import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ChatMessage, ChatPart } from '../../../contracts.ts';
import { user } from './accounts.ts';

export const conversation = sqliteTable(
  'conversation',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    title: text('title').notNull().default(''),
    printerIds: text('printer_ids', { mode: 'json' }).$type<string[]>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    /** Set by delete, cleared by undo. */
    deletedAtMs: integer('deleted_at_ms'),
    /** What the model has been told and has said, in its own format; the server owns it. */
    modelHistoryJson: text('model_history_json'),
  },
  (table) => [index('conversation_by_user').on(table.userId, table.updatedAtMs)],
);

export const message = sqliteTable(
  'message',
  {
    id: text('id').primaryKey(),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    sequence: integer('sequence').notNull(),
    role: text('role', { enum: ['person', 'smokey'] }).notNull(),
    partsJson: text('parts_json', { mode: 'json' }).$type<ChatPart[]>().notNull(),
    status: text('status', { enum: ['streaming', 'done', 'stopped', 'failed'] }).notNull(),
    errorJson: text('error_json', { mode: 'json' }).$type<ChatMessage['error']>(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [uniqueIndex('message_in_order').on(table.conversationId, table.sequence)],
);

/** One model message each, where a conversation's history is kept row by row. */
export const modelMessage = sqliteTable(
  'model_message',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    /** The chat message it belongs to. */
    messageId: text('message_id'),
    contentJson: text('content_json', { mode: 'json' }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('model_message_in_order').on(table.conversationId, table.id)],
);

/** What was ticked off in the lists of a conversation, the latest word on each item. */
export const tick = sqliteTable(
  'tick',
  {
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    list: text('list').notNull(),
    item: text('item').notNull(),
    on: integer('on', { mode: 'boolean' }).notNull(),
    changedAtMs: integer('changed_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.list, table.item] })],
);
