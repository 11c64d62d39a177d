import { and, desc, eq, isNull } from 'drizzle-orm';
import { randomToken, sha256 } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { invite, membership, printer } from '../database/schema/index.ts';

export type PrinterRole = 'viewer' | 'operator' | 'owner';

const LIFETIME_MS = 7 * 86_400_000;

export interface InviteView {
  id: string;
  printerId: string | null;
  printerName: string | null;
  role: PrinterRole | null;
  note: string;
  createdAtMs: number;
  expiresAtMs: number;
  state: 'open' | 'used' | 'over';
}

export type Invites = ReturnType<typeof createInvites>;

/** Invitations by link: one person each, seven days, with a role on one printer or with none. */
export function createInvites(database: Database, now: () => number = Date.now) {
  const open = (token: string) => {
    const row = database
      .select()
      .from(invite)
      .where(and(eq(invite.id, sha256(token)), isNull(invite.usedAtMs)))
      .get();
    return row && row.expiresAtMs > now() && stillTheirs(row) ? row : null;
  };

  /** Whoever no longer owns the printer has nobody to invite to it. */
  function stillTheirs({ createdBy, printerId }: typeof invite.$inferSelect): boolean {
    if (printerId === null) return true;
    const theirs = and(eq(membership.userId, createdBy), eq(membership.printerId, printerId));
    return database.select().from(membership).where(theirs).get()?.role === 'owner';
  }

  return {
    /** The token is part of the link and shown once. */
    create(input: { createdBy: string; printerId?: string; role?: PrinterRole; note?: string }) {
      const token = randomToken();
      const row = {
        id: sha256(token),
        createdBy: input.createdBy,
        printerId: input.printerId ?? null,
        role: input.printerId ? (input.role ?? 'viewer') : null,
        note: (input.note ?? '').slice(0, 200),
        createdAtMs: now(),
        expiresAtMs: now() + LIFETIME_MS,
      };
      database.insert(invite).values(row).run();
      return { id: row.id, token, expiresAtMs: row.expiresAtMs };
    },

    valid: (token: string): boolean => open(token) !== null,

    /** What the invited person will see before accepting; null when it is used up, old or unknown. */
    describe(token: string): InviteView | null {
      const row = open(token);
      return row ? view(row) : null;
    },

    /** Uses it up for this person, in one transaction. False when somebody else was first. */
    accept(token: string, userId: string): boolean {
      return database.transaction((transaction) => {
        const row = open(token);
        if (!row) return false;
        transaction
          .update(invite)
          .set({ usedBy: userId, usedAtMs: now() })
          .where(eq(invite.id, row.id))
          .run();
        if (row.printerId && row.role) {
          transaction
            .insert(membership)
            .values({ userId, printerId: row.printerId, role: row.role, createdAtMs: now() })
            .onConflictDoNothing()
            .run();
        }
        return true;
      });
    },

    /** Those that this person made, newest first; with a printer only those to it. */
    list(createdBy: string, printerId?: string): InviteView[] {
      const mine = eq(invite.createdBy, createdBy);
      const rows = database
        .select()
        .from(invite)
        .where(printerId === undefined ? mine : and(mine, eq(invite.printerId, printerId)));
      return rows.orderBy(desc(invite.createdAtMs)).all().map(view);
    },

    revoke(createdBy: string, id: string): boolean {
      const mine = and(eq(invite.createdBy, createdBy), eq(invite.id, id), isNull(invite.usedAtMs));
      return database.delete(invite).where(mine).run().changes > 0;
    },
  };

  function view(row: typeof invite.$inferSelect): InviteView {
    const about = row.printerId
      ? database.select().from(printer).where(eq(printer.id, row.printerId)).get()
      : undefined;
    const { id, printerId, role, note, createdAtMs, expiresAtMs } = row;
    return {
      id,
      printerId,
      printerName: about?.name ?? null,
      role,
      note,
      createdAtMs,
      expiresAtMs,
      state: row.usedAtMs !== null ? 'used' : expiresAtMs > now() && stillTheirs(row) ? 'open' : 'over',
    };
  }
}
