import { and, desc, eq, inArray } from 'drizzle-orm';
import type { GateStore, PendingAction } from '../../../../mcp-server/gate/types.ts';
import type { Database } from '../database/open.ts';
import { action } from '../database/schema/index.ts';
import { createAuditTrail } from './audit-trail.ts';

/**
 * The gate's storage in the database. Deciding takes an action once, in one transaction together with its row
 * of the trail: when either cannot be written, nothing has been decided.
 */
export function createSqliteGateStore(
  database: Database,
): GateStore & { trail: ReturnType<typeof createAuditTrail> } {
  const trail = createAuditTrail(database);
  const together = <T>(work: () => T): T => database.transaction(work, { behavior: 'immediate' });

  function get(id: string): PendingAction | null {
    const row = database.select().from(action).where(eq(action.id, id)).get();
    return row ? toAction(row) : null;
  }

  return {
    trail,
    get,

    insert(added) {
      database.insert(action).values(toRow(added)).run();
    },

    list({ printerIds, conversationId, status, limit = 100 }) {
      if (printerIds.length === 0) return [];
      const rows = database
        .select()
        .from(action)
        .where(
          and(
            inArray(action.printerId, printerIds),
            conversationId === undefined ? undefined : eq(action.conversationId, conversationId),
            status ? inArray(action.status, status) : undefined,
          ),
        );
      return rows.orderBy(desc(action.createdAtMs), desc(action.id)).limit(limit).all().map(toAction);
    },

    consume(id, decision, audit) {
      return together(() => {
        const { changes } = database
          .update(action)
          .set({
            status: decision.status,
            decidedAtMs: decision.atMs,
            decidedBy: decision.by,
            reason: decision.reason,
          })
          .where(and(eq(action.id, id), eq(action.status, 'pending')))
          .run();
        if (changes === 0) return null;
        trail.append(audit);
        return get(id);
      });
    },

    finish(id, outcome, audit) {
      together(() => {
        const set = { outcome, status: outcome.status };
        const { changes } = database.update(action).set(set).where(eq(action.id, id)).run();
        if (changes === 0) throw new Error(`There is no action ${id} to finish.`);
        trail.append(audit);
      });
    },

    audit(entry) {
      together(() => trail.append(entry));
    },

    readAudit: trail.read,
  };
}

function toRow(added: PendingAction): typeof action.$inferInsert {
  const { id, printerId, conversationId, status, createdAtMs, expiresAtMs, decidedAtMs, decidedBy, reason } =
    added;
  const { printerName, steps, hash, summary, fingerprint, requestedBy, toolCallId, turnId, deciders } = added;
  return {
    ...{ id, printerId, conversationId, status, createdAtMs, expiresAtMs, decidedAtMs, decidedBy, reason },
    outcome: added.outcome,
    proposal: { printerName, steps, hash, summary, fingerprint, requestedBy, toolCallId, turnId, deciders },
  };
}

function toAction({ proposal, ...row }: typeof action.$inferSelect): PendingAction {
  return { ...proposal, ...row };
}
