import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ActionOutcome, PendingAction } from '../../../../../mcp-server/gate/types.ts';

/** Pending and decided actions. The columns are what is searched; the rest is the action as JSON. */
export const action = sqliteTable(
  'action',
  {
    id: text('id').primaryKey(),
    printerId: text('printer_id').notNull(),
    conversationId: text('conversation_id'),
    status: text('status').$type<PendingAction['status']>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    decidedAtMs: integer('decided_at_ms'),
    decidedBy: text('decided_by', { mode: 'json' }).$type<PendingAction['decidedBy']>(),
    reason: text('reason'),
    /** Never changed after the insert: steps, hash, summary, fingerprint, who asked, who may decide. */
    proposal: text('proposal', { mode: 'json' }).$type<Proposal>().notNull(),
    outcome: text('outcome', { mode: 'json' }).$type<ActionOutcome>(),
  },
  (table) => [
    index('action_by_printer').on(table.printerId, table.createdAtMs),
    index('action_by_conversation').on(table.conversationId),
  ],
);

export type Proposal = Pick<
  PendingAction,
  | 'printerName'
  | 'steps'
  | 'hash'
  | 'summary'
  | 'fingerprint'
  | 'requestedBy'
  | 'toolCallId'
  | 'turnId'
  | 'deciders'
>;

/** The audit trail: rows are only ever added (a trigger refuses anything else) and each holds the hash before it. */
export const audit = sqliteTable(
  'audit',
  {
    id: integer('id').primaryKey(),
    atMs: integer('at_ms').notNull(),
    event: text('event').notNull(),
    actionId: text('action_id'),
    printerId: text('printer_id'),
    userId: text('user_id'),
    /** The whole row as it was hashed. */
    entry: text('entry').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [index('audit_by_printer').on(table.printerId, table.id)],
);
