import { AUDIT_START, chainEntry } from './audit.ts';
import type { AuditEntry, GateStore, NewAuditEntry, PendingAction } from './types.ts';

/** A store without a disk, for tests and for a stdio server that stands alone. Values are copied in and out. */
export function createMemoryStore(options: { keepActions?: number; keepAudit?: number } = {}): GateStore {
  const { keepActions = 2_000, keepAudit = 20_000 } = options;
  const actions = new Map<string, PendingAction>();
  const trail: AuditEntry[] = [];
  let nextAuditId = 1;
  let lastHash = AUDIT_START;

  function write(entry: NewAuditEntry): void {
    const row = chainEntry(structuredClone(entry), nextAuditId, lastHash);
    nextAuditId += 1;
    lastHash = row.hash;
    trail.push(row);
    if (trail.length > keepAudit) trail.shift();
  }

  return {
    insert(action) {
      actions.set(action.id, structuredClone(action));
      if (actions.size > keepActions) forgetOldestSettled(actions);
    },
    get(id) {
      const action = actions.get(id);
      return action ? structuredClone(action) : null;
    },
    list({ printerIds, conversationId, status, limit = 100 }) {
      return [...actions.values()]
        .filter((action) => printerIds.includes(action.printerId))
        .filter((action) => conversationId === undefined || action.conversationId === conversationId)
        .filter((action) => !status || status.includes(action.status))
        .reverse()
        .slice(0, limit)
        .map((action) => structuredClone(action));
    },
    consume(id, decision, audit) {
      const action = actions.get(id);
      if (!action || action.status !== 'pending') return null;
      write(audit);
      action.status = decision.status;
      action.decidedAtMs = decision.atMs;
      action.decidedBy = decision.by;
      action.reason = decision.reason;
      return structuredClone(action);
    },
    finish(id, outcome, audit) {
      const action = actions.get(id);
      if (!action) throw new Error(`There is no action ${id} to finish.`);
      write(audit);
      action.outcome = structuredClone(outcome);
      action.status = outcome.status;
    },
    audit: write,
    readAudit({ printerIds, beforeId = Infinity, limit = 100 }) {
      return trail
        .filter((row) => row.id < beforeId)
        .filter((row) => row.printerId === null || printerIds.includes(row.printerId))
        .slice(-limit)
        .reverse()
        .map((row) => structuredClone(row));
    },
  };
}

function forgetOldestSettled(actions: Map<string, PendingAction>): void {
  for (const [id, action] of actions) {
    if (action.status === 'pending' || action.status === 'approved') continue;
    actions.delete(id);
    return;
  }
}
