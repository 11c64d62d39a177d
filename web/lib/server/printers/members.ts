import { and, eq } from 'drizzle-orm';
import type { Role } from '../../../../mcp-server/gate/types.ts';
import type { Database } from '../database/open.ts';
import { membership, user } from '../database/schema/index.ts';

export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export type MemberChange = { ok: true } | { ok: false; message: string };

/** People on one printer. A printer always keeps an owner; a change of roles holds at once, also in open streams. */
export function createMembers(database: Database, now: () => number, onChanged: () => void) {
  const one = (printerId: string, userId: string) =>
    and(eq(membership.printerId, printerId), eq(membership.userId, userId));

  function list(printerId: string): MemberView[] {
    return database
      .select({ userId: user.id, name: user.name, email: user.email, role: membership.role })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(eq(membership.printerId, printerId))
      .all();
  }

  function wouldLoseLastOwner(printerId: string, userId: string): boolean {
    const owners = list(printerId).filter(({ role }) => role === 'owner');
    return owners.length === 1 && owners[0]?.userId === userId;
  }

  const LAST_OWNER = {
    ok: false as const,
    message: 'A printer needs an owner. Make somebody else its owner first.',
  };

  return {
    list,
    userIds: (printerId: string): string[] =>
      database
        .select({ userId: membership.userId })
        .from(membership)
        .where(eq(membership.printerId, printerId))
        .all()
        .map(({ userId }) => userId),

    setRole(printerId: string, userId: string, role: Role): MemberChange {
      if (role !== 'owner' && wouldLoseLastOwner(printerId, userId)) return LAST_OWNER;
      database
        .insert(membership)
        .values({ printerId, userId, role, createdAtMs: now() })
        .onConflictDoUpdate({ target: [membership.userId, membership.printerId], set: { role } })
        .run();
      onChanged();
      return { ok: true };
    },

    remove(printerId: string, userId: string): MemberChange {
      if (wouldLoseLastOwner(printerId, userId)) return LAST_OWNER;
      const gone = database.delete(membership).where(one(printerId, userId)).run().changes > 0;
      onChanged();
      return gone ? { ok: true } : { ok: false, message: 'This person has no role on this printer.' };
    },
  };
}
