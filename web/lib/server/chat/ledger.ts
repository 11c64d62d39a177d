import { eq } from 'drizzle-orm';
import { addUsage, noUsage, type Usage, type UsageLedger } from '#smokey';
import type { Database } from '../database/open.ts';
import { serverSetting } from '../database/schema/index.ts';

const NAME = 'smokey-usage';

interface Day {
  day: string;
  people: Record<string, Usage>;
}

/** What each person used of the language model today, kept in the database so that a restart gives nothing back. */
export function createLedger(database: Database, nowMs: () => number): UsageLedger {
  const today = () => new Date(nowMs()).toISOString().slice(0, 10);
  const read = (): Day => {
    const row = database.select().from(serverSetting).where(eq(serverSetting.name, NAME)).get();
    const stored = row?.valueJson as Day | undefined;
    return stored?.day === today() ? stored : { day: today(), people: {} };
  };
  return {
    today: (userId) => read().people[userId] ?? noUsage,
    add(userId, usage) {
      const day = read();
      const valueJson = {
        ...day,
        people: { ...day.people, [userId]: addUsage(day.people[userId] ?? noUsage, usage) },
      };
      const target = serverSetting.name;
      database
        .insert(serverSetting)
        .values({ name: NAME, valueJson })
        .onConflictDoUpdate({ target, set: { valueJson } })
        .run();
    },
  };
}
