import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { and, desc, eq, ne } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import { randomToken, sha256 } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { session, user } from '../database/schema/index.ts';
import { isDiskFull } from '../http/full-disk.ts';

/*
 * The only file that knows Lucia. Three differences from its habits, all on purpose:
 * the session id is the SHA-256 of the cookie's token, so a stolen database gives no sessions;
 * passwords are not its business; and besides its sliding limit there is one that no use can move.
 */

const IDLE_DAYS = 10;
const ABSOLUTE_MS = 90 * 86_400_000;
const SEEN_EVERY_MS = 60_000;

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  isServerOwner: boolean;
}

export interface SessionView {
  id: string;
  createdAtMs: number;
  lastSeenMs: number;
  userAgent: string;
  address: string;
}

export interface SessionClient {
  address: string;
  userAgent: string;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions(database: Database, now: () => number = Date.now) {
  const lucia = new Lucia(new DrizzleSQLiteAdapter(database, session, user), {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
    getSessionAttributes: (row) => row,
    getUserAttributes: ({ name, email, isServerOwner }) => ({ name, email, isServerOwner }),
  });

  /**
   * Who this token belongs to, without writing anything, so that a locked or full disk cannot hold it up: for the
   * emergency stop, which must not wait.
   */
  function peek(token: string): { user: SessionUser; session: SessionView } | null {
    const found = database
      .select()
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(session.id, sha256(token)))
      .get();
    if (!found || found.session.expiresAt * 1000 <= now()) return null;
    if (now() - found.session.createdAtMs > ABSOLUTE_MS) return null;
    return { user: toUser(found.user), session: toView(found.session) };
  }

  /** The same, prolonging the session and noting when it was last seen. */
  async function validateAndNote(token: string) {
    const found = await lucia.validateSession(sha256(token));
    if (!found.session) return null;
    if (now() - found.session.createdAtMs > ABSOLUTE_MS) {
      await lucia.invalidateSession(found.session.id);
      return null;
    }
    if (now() - found.session.lastSeenMs > SEEN_EVERY_MS) {
      database.update(session).set({ lastSeenMs: now() }).where(eq(session.id, found.session.id)).run();
    }
    return { user: toUser(found.user), session: toView(found.session) };
  }

  return {
    /** Starts a session; the token goes into the cookie and is kept nowhere else. */
    async create(userId: string, client: SessionClient): Promise<{ token: string; id: string }> {
      const token = randomToken();
      const attributes = {
        createdAtMs: now(),
        lastSeenMs: now(),
        userAgent: client.userAgent.slice(0, 300),
        address: client.address,
      };
      const { id } = await lucia.createSession(userId, attributes, { sessionId: sha256(token) });
      return { token, id };
    },

    peek,

    /** Who this token belongs to; null when it is unknown, idle for too long, too old, or revoked. */
    async validate(token: string): Promise<{ user: SessionUser; session: SessionView } | null> {
      try {
        return await validateAndNote(token);
      } catch (error) {
        // On a full disk people can still read, and stop.
        if (isDiskFull(error)) return peek(token);
        throw error;
      }
    },

    list(userId: string): SessionView[] {
      const rows = database.select().from(session).where(eq(session.userId, userId));
      return rows.orderBy(desc(session.lastSeenMs)).all().map(toView);
    },

    /** Ends one session of this person. False when there is none such. */
    revoke(userId: string, sessionId: string): boolean {
      const mine = and(eq(session.userId, userId), eq(session.id, sessionId));
      return database.delete(session).where(mine).run().changes > 0;
    },

    /** Ends all sessions of a person, apart from one where that is wanted. Returns how many. */
    revokeAll(userId: string, exceptId?: string): number {
      const mine = eq(session.userId, userId);
      const which = exceptId === undefined ? mine : and(mine, ne(session.id, exceptId));
      return database.delete(session).where(which).run().changes;
    },

    deleteExpired: () => lucia.deleteExpiredSessions(),
  };
}

function toUser({ id, name, email, isServerOwner }: SessionUser): SessionUser {
  return { id, name, email, isServerOwner };
}

function toView({ id, createdAtMs, lastSeenMs, userAgent, address }: SessionView): SessionView {
  return { id, createdAtMs, lastSeenMs, userAgent, address };
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Omit<SessionView, 'id'>, Omit<SessionUser, 'id'>>;
    DatabaseSessionAttributes: Omit<SessionView, 'id'>;
    DatabaseUserAttributes: Omit<SessionUser, 'id'>;
  }
}
