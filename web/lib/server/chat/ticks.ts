import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Clock } from '#klipper/clock.ts';
import type { Tick } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { tick } from '../database/schema/index.ts';
import type { Conversations } from './conversations.ts';
import { type ChatRefusal, type ChatWorld, noSuchConversation, refusal } from './types.ts';

const MOST_TICKS = 2_000;

/** What a person has ticked off in the lists of a conversation, the same on every device. */
export function createTicks(parts: {
  database: Database;
  conversations: Pick<Conversations, 'own'>;
  world: Pick<ChatWorld, 'publish'>;
  clock: Clock;
}) {
  const { database, conversations, world, clock } = parts;

  function of(conversationId: string, lists?: string[]): Tick[] {
    const inLists = lists && inArray(tick.list, lists);
    const rows = database
      .select()
      .from(tick)
      .where(and(eq(tick.conversationId, conversationId), inLists));
    return rows.all().map(({ list, item, on, changedAtMs: atMs }) => ({ list, item, on, atMs }));
  }

  /** The later word on an item counts: a device that was offline does not undo what was ticked since. */
  function keep(conversationId: string, { list, item, on, atMs }: Tick): void {
    const changedAtMs = Math.min(atMs, clock.nowMs());
    database
      .insert(tick)
      .values({ conversationId, list, item, on, changedAtMs })
      .onConflictDoUpdate({
        target: [tick.conversationId, tick.list, tick.item],
        set: { on, changedAtMs },
        setWhere: sql`${tick.changedAtMs} <= ${changedAtMs}`,
      })
      .run();
  }

  return {
    of,
    /** Takes what was changed on one device, tells the others, and answers how those lists stand. */
    change(
      userId: string,
      conversationId: string,
      changes: readonly Tick[],
    ): { ticks: Tick[] } | ChatRefusal {
      if (!conversations.own(userId, conversationId)) return noSuchConversation();
      const ofIt = eq(tick.conversationId, conversationId);
      const kept = database.select({ value: count() }).from(tick).where(ofIt).get()?.value ?? 0;
      if (kept + changes.length > MOST_TICKS)
        return refusal(409, 'This conversation has too many ticks.', 'Go on in a new conversation.');
      database.transaction(() => {
        for (const change of changes) keep(conversationId, change);
      });
      const ticks = of(
        conversationId,
        changes.map(({ list }) => list),
      );
      world.publish('ticks', { conversationId, ticks }, { userIds: [userId], conversationId });
      return { ticks };
    },
  };
}
