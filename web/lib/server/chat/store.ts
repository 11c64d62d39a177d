import { and, asc, desc, eq, isNotNull, isNull, like, max, or, sql } from 'drizzle-orm';
import type { HistoryEntry } from '#smokey';
import type { ChatMessage, ConversationSummary } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { conversation, message, modelMessage } from '../database/schema/index.ts';

export interface StoredConversation extends ConversationSummary {
  userId: string;
}

export type ChatStore = ReturnType<typeof createChatStore>;

const MOST_LISTED = 200;

/** Conversations, their messages as people see them, and the history the model gets: one row each, in order. */
export function createChatStore(database: Database) {
  return {
    transaction: <Result>(work: () => Result): Result => database.transaction(work),
    /**
     * Writes without waiting for the disk: for what is made again at the next start from what is safe there
     * already. The next write that does wait takes it along. Not within a transaction.
     */
    unforced<Result>(work: () => Result): Result {
      database.$client.pragma('synchronous = NORMAL');
      try {
        return work();
      } finally {
        database.$client.pragma('synchronous = FULL');
      }
    },

    find(id: string): StoredConversation | null {
      const row = database.select().from(conversation).where(eq(conversation.id, id)).get();
      return row && row.deletedAtMs === null ? summaryOf(row) : null;
    },
    /** Newest first; with words, those whose title or messages hold them. */
    list(userId: string, words = ''): ConversationSummary[] {
      const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
      const inMessages = sql`exists (select 1 from ${message} where ${message.conversationId} = ${conversation.id}
        and ${message.partsJson} like ${pattern} escape '\\')`;
      const matches = words
        ? or(sql`${conversation.title} like ${pattern} escape '\\'`, inMessages)
        : undefined;
      const own = and(eq(conversation.userId, userId), isNull(conversation.deletedAtMs), matches);
      const newest = desc(conversation.updatedAtMs);
      return database
        .select()
        .from(conversation)
        .where(own)
        .orderBy(newest)
        .limit(MOST_LISTED)
        .all()
        .map(summaryOf);
    },
    insert(added: StoredConversation): void {
      database.insert(conversation).values(added).run();
    },
    update(
      id: string,
      change: Partial<Pick<StoredConversation, 'title' | 'printerIds' | 'updatedAtMs'>>,
    ): void {
      database.update(conversation).set(change).where(eq(conversation.id, id)).run();
    },
    /** `null` brings it back. True when there was one to change. */
    setDeleted(userId: string, id: string, atMs: number | null): boolean {
      const other = atMs === null ? isNotNull(conversation.deletedAtMs) : isNull(conversation.deletedAtMs);
      const which = and(eq(conversation.id, id), eq(conversation.userId, userId), other);
      return database.update(conversation).set({ deletedAtMs: atMs }).where(which).run().changes > 0;
    },

    messages(conversationId: string): ChatMessage[] {
      const rows = database.select().from(message).where(eq(message.conversationId, conversationId));
      return rows.orderBy(asc(message.sequence)).all().map(messageOf);
    },
    /** The newest of them, or the newest before one of them; in their order. */
    page(conversationId: string, { last, before }: { last: number; before?: string }): ChatMessage[] {
      const ofIt = eq(message.conversationId, conversationId);
      const earlier =
        before === undefined
          ? undefined
          : sql`${message.sequence} <
        (select bound.sequence from ${message} as bound where bound.id = ${before})`;
      const rows = database.select().from(message).where(and(ofIt, earlier));
      return rows.orderBy(desc(message.sequence)).limit(last).all().map(messageOf).reverse();
    },
    message(id: string): ChatMessage | null {
      const row = database.select().from(message).where(eq(message.id, id)).get();
      return row ? messageOf(row) : null;
    },
    newest(conversationId: string): ChatMessage | null {
      const rows = database.select().from(message).where(eq(message.conversationId, conversationId));
      return rows.orderBy(desc(message.sequence)).limit(1).all().map(messageOf)[0] ?? null;
    },
    /** Of the last messages, in their order. */
    lastIds(conversationId: string, count: number): string[] {
      const rows = database.select({ id: message.id }).from(message);
      const ofIt = rows.where(eq(message.conversationId, conversationId));
      const last = ofIt.orderBy(desc(message.sequence)).limit(count).all();
      return last.map(({ id }) => id).reverse();
    },
    streaming(): ChatMessage[] {
      return database.select().from(message).where(eq(message.status, 'streaming')).all().map(messageOf);
    },
    /** The last messages of conversations that are the person's own. */
    unanswered(): ChatMessage[] {
      const isLast = sql`${message.sequence} = (select max(later.sequence) from ${message} as later
        where later.conversation_id = ${message.conversationId})`;
      const which = and(eq(message.role, 'person'), isLast);
      return database.select().from(message).where(which).all().map(messageOf);
    },
    addMessage(added: ChatMessage): void {
      const { parts, error, ...rest } = added;
      const last = database
        .select({ value: max(message.sequence) })
        .from(message)
        .where(eq(message.conversationId, added.conversationId))
        .get();
      const sequence = (last?.value ?? 0) + 1;
      database
        .insert(message)
        .values({ ...rest, sequence, partsJson: parts, errorJson: error })
        .run();
    },
    saveMessage({ id, parts, status, error }: ChatMessage): void {
      database
        .update(message)
        .set({ partsJson: parts, status, errorJson: error })
        .where(eq(message.id, id))
        .run();
    },
    deleteMessages(ids: readonly string[]): void {
      for (const id of ids) {
        database.delete(modelMessage).where(eq(modelMessage.messageId, id)).run();
        database.delete(message).where(eq(message.id, id)).run();
      }
    },

    history(conversationId: string): HistoryEntry[] {
      return historyRows(conversationId).map(({ entry }) => entry);
    },
    hasHistoryOf(messageId: string): boolean {
      const rows = database.select({ id: modelMessage.id }).from(modelMessage);
      return rows.where(eq(modelMessage.messageId, messageId)).get() !== undefined;
    },
    appendHistory(conversationId: string, messageId: string | null, entries: readonly HistoryEntry[]): void {
      for (const entry of entries) {
        const row = { conversationId, messageId, contentJson: entry, createdAtMs: entry.atMs };
        database.insert(modelMessage).values(row).run();
      }
    },
    /** Writes what differs: entries that were replaced, and those added at the end. */
    saveHistory(conversationId: string, entries: readonly HistoryEntry[]): void {
      const rows = historyRows(conversationId);
      entries.forEach((entry, at) => {
        const row = rows[at];
        if (!row) this.appendHistory(conversationId, rows.at(-1)?.messageId ?? null, [entry]);
        else if (JSON.stringify(row.entry) !== JSON.stringify(entry)) {
          database.update(modelMessage).set({ contentJson: entry }).where(eq(modelMessage.id, row.id)).run();
        }
      });
    },
    /** Conversations in which a call of the model still waits for a decision. */
    waitingConversations(): string[] {
      const rows = database
        .selectDistinct({ id: modelMessage.conversationId })
        .from(modelMessage)
        .where(
          and(
            like(modelMessage.contentJson, '%"actionId":"%'),
            like(modelMessage.contentJson, '%"outcome":null%'),
          ),
        );
      return rows.all().map(({ id }) => id);
    },
  };

  function historyRows(conversationId: string) {
    const rows = database.select().from(modelMessage).where(eq(modelMessage.conversationId, conversationId));
    return rows
      .orderBy(asc(modelMessage.id))
      .all()
      .map(({ id, messageId, contentJson }) => ({ id, messageId, entry: contentJson as HistoryEntry }));
  }
}

function summaryOf(row: typeof conversation.$inferSelect): StoredConversation {
  const { id, userId, title, printerIds, createdAtMs, updatedAtMs } = row;
  return { id, userId, title, printerIds, createdAtMs, updatedAtMs };
}

function messageOf(row: typeof message.$inferSelect): ChatMessage {
  const { id, conversationId, role, createdAtMs, status } = row;
  return {
    id,
    conversationId,
    role,
    createdAtMs,
    status,
    parts: row.partsJson,
    error: row.errorJson ?? null,
  };
}
