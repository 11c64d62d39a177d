import { and, desc, eq } from 'drizzle-orm';
import type { Principal } from '../../../../mcp-server/gate/types.ts';
import type { Toolset } from '../../../../mcp-server/tool.ts';
import { randomId, randomToken, sha256 } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { token, user } from '../database/schema/index.ts';

export type Scope = 'read' | 'control' | 'config';

export interface TokenView {
  id: string;
  name: string;
  scopes: Scope[];
  printerIds: string[] | null;
  /** Null: all sets that the server has turned on. */
  toolsets: Toolset[] | null;
  createdAtMs: number;
  expiresAtMs: number | null;
  lastUsedMs: number | null;
}

export interface VerifiedToken {
  id: string;
  principal: Principal;
  toolsets: readonly Toolset[] | null;
}

const PREFIX = 'cp_';
const NOTE_USE_EVERY_MS = 60_000;
const WRITE_USES_AFTER_MS = 1_000;

export type Tokens = ReturnType<typeof createTokens>;

export interface TokensOptions {
  database: Database;
  rolesOf: (userId: string) => Map<string, 'viewer' | 'operator' | 'owner'>;
  now?: () => number;
}

/** Personal tokens for other assistants. The secret is shown once and stored as its SHA-256. */
export function createTokens({ database, rolesOf, now = Date.now }: TokensOptions) {
  /** Uses that are not written down yet: a slow database must not hold up a call, least of all a stop. */
  const used = new Map<string, number>();
  let writing: NodeJS.Timeout | null = null;

  function noteUse(id: string): void {
    used.set(id, now());
    writing ??= setTimeout(writeUses, WRITE_USES_AFTER_MS).unref();
  }

  /** At once or not at all: waiting for a database in use would hold up everything else, a stop as well. */
  function writeUses(): void {
    writing = null;
    const { $client } = database;
    if (!$client.open) return;
    const patienceMs = Number($client.pragma('busy_timeout', { simple: true }));
    $client.pragma('busy_timeout = 0');
    try {
      for (const [id, lastUsedMs] of used) {
        database.update(token).set({ lastUsedMs }).where(eq(token.id, id)).run();
        used.delete(id);
      }
    } catch (error) {
      console.error('The use of a token was not noted; it is tried again at its next use.', error);
    } finally {
      $client.pragma(`busy_timeout = ${patienceMs}`);
    }
  }

  const lastUseOf = (row: typeof token.$inferSelect) => used.get(row.id) ?? row.lastUsedMs;

  return {
    create(input: {
      userId: string;
      name: string;
      scopes: Scope[];
      printerIds: string[] | null;
      toolsets?: Toolset[] | null;
      expiresInDays: number | null;
    }): { view: TokenView; secret: string } {
      const secret = PREFIX + randomToken();
      const row = {
        id: randomId('t'),
        userId: input.userId,
        name: input.name.trim().slice(0, 80) || 'Token',
        secretHash: sha256(secret),
        scopes: [...new Set<Scope>(['read', ...input.scopes])],
        printerIds: input.printerIds,
        toolsets: input.toolsets ?? null,
        createdAtMs: now(),
        expiresAtMs: input.expiresInDays === null ? null : now() + input.expiresInDays * 86_400_000,
        lastUsedMs: null,
      };
      database.insert(token).values(row).run();
      return { view: toView(row), secret };
    },

    list(userId: string): TokenView[] {
      const rows = database.select().from(token).where(eq(token.userId, userId));
      return rows
        .orderBy(desc(token.createdAtMs))
        .all()
        .map((row) => toView({ ...row, lastUsedMs: lastUseOf(row) }));
    },

    revoke(userId: string, id: string): boolean {
      const mine = and(eq(token.userId, userId), eq(token.id, id));
      return database.delete(token).where(mine).run().changes > 0;
    },

    /** Who this secret speaks for: the person's roles now, narrowed to the token's printers and scopes. */
    verify(secret: string): VerifiedToken | null {
      const row = database
        .select()
        .from(token)
        .where(eq(token.secretHash, sha256(secret)))
        .get();
      if (!row || (row.expiresAtMs !== null && row.expiresAtMs <= now())) return null;
      const owner = database.select().from(user).where(eq(user.id, row.userId)).get();
      if (!owner) return null;
      const unwritten = used.has(row.id) && !writing;
      if (unwritten || now() - (lastUseOf(row) ?? 0) > NOTE_USE_EVERY_MS) noteUse(row.id);
      const allowed = row.printerIds;
      const roles = [...rolesOf(owner.id)].filter(([id]) => allowed === null || allowed.includes(id));
      return {
        id: row.id,
        toolsets: row.toolsets,
        principal: {
          userId: owner.id,
          userName: owner.name,
          door: 'mcp-http',
          via: `token ${row.name} (${row.id})`,
          roles: new Map(roles),
          scopes: new Set(row.scopes),
        },
      };
    },

    /** Writes down what is not written yet, before the database closes. */
    stop(): void {
      if (writing) clearTimeout(writing);
      writeUses();
    },
  };
}

function toView(row: typeof token.$inferSelect): TokenView {
  const { id, name, scopes, printerIds, toolsets, createdAtMs, expiresAtMs, lastUsedMs } = row;
  return { id, name, scopes, printerIds, toolsets, createdAtMs, expiresAtMs, lastUsedMs };
}
