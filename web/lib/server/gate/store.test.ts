import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../../mcp-server/gate/audit.ts';
import type { NewAuditEntry, PendingAction } from '../../../../mcp-server/gate/types.ts';
import { openDatabase } from '../database/open.ts';
import { createSqliteGateStore } from './store.ts';

let folder: string;
let open: ReturnType<typeof openDatabase>;
let store: ReturnType<typeof createSqliteGateStore>;

const start = () => {
  open = openDatabase(join(folder, 'test.sqlite'));
  store = createSqliteGateStore(open.database);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gate-'));
  start();
});
afterEach(() => {
  open.close();
  rmSync(folder, { recursive: true });
});

const action = (id: string, change: Partial<PendingAction> = {}): PendingAction => ({
  id,
  printerId: 'p1',
  printerName: 'Workhorse',
  steps: [{ tool: 'start_print', printerId: 'p1', args: { path: 'cube.gcode' } }],
  hash: 'abc',
  summary: { title: 'Print', meaning: '', hazard: null, irreversible: false, facts: [], rechecked: '' },
  fingerprint: { job: 'standby' },
  requestedBy: { userId: 'u1', userName: 'Ada', door: 'chat', via: 'session' },
  conversationId: 'c1',
  toolCallId: null,
  turnId: 't1',
  deciders: { users: ['u1'], role: 'owner' },
  status: 'pending',
  createdAtMs: 1_000,
  expiresAtMs: 301_000,
  decidedAtMs: null,
  decidedBy: null,
  reason: null,
  outcome: null,
  ...change,
});

const row = (event: NewAuditEntry['event'], change: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  atMs: 5,
  event,
  actionId: 'a1',
  printerId: 'p1',
  userId: 'u1',
  userName: 'Ada',
  door: 'page',
  via: 'session',
  tool: 'start_print',
  args: { path: 'cube.gcode' },
  detail: '',
  stateBefore: null,
  stateAfter: null,
  ...change,
});

const approve = {
  status: 'approved' as const,
  by: { userId: 'u1', userName: 'Ada' },
  reason: null,
  atMs: 2_000,
};

describe('actions in the database', () => {
  it('come back as they went in, also after a restart', () => {
    store.insert(action('a1'));
    open.close();
    start();
    expect(store.get('a1')).toEqual(action('a1'));
  });

  it('are listed by printer, conversation and status, newest first', () => {
    store.insert(action('a1'));
    store.insert(action('a2', { createdAtMs: 2_000, conversationId: null }));
    store.insert(action('a3', { printerId: 'p2' }));
    const ids = (filter: Parameters<typeof store.list>[0]) => store.list(filter).map(({ id }) => id);
    expect(ids({ printerIds: ['p1'] })).toEqual(['a2', 'a1']);
    expect(ids({ printerIds: ['p1', 'p2'], conversationId: 'c1' })).toEqual(['a3', 'a1']);
    expect(ids({ printerIds: ['p1'], status: ['approved'] })).toEqual([]);
    expect(ids({ printerIds: [] })).toEqual([]);
  });

  it('a decision is taken once, however many try', () => {
    store.insert(action('a1'));
    const first = store.consume('a1', approve, row('approved'));
    expect(first).toMatchObject({ status: 'approved', decidedBy: { userName: 'Ada' }, decidedAtMs: 2_000 });
    expect(store.consume('a1', approve, row('approved'))).toBeNull();
    expect(store.consume('a1', { ...approve, status: 'declined' }, row('declined'))).toBeNull();
    expect(store.readAudit({ printerIds: ['p1'] })).toHaveLength(1);
  });

  it('a second process cannot take it either', () => {
    store.insert(action('a1'));
    const other = openDatabase(join(folder, 'test.sqlite'));
    const twin = createSqliteGateStore(other.database);
    const taken = [
      store.consume('a1', approve, row('approved')),
      twin.consume('a1', approve, row('approved')),
    ];
    other.close();
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('when the trail cannot be written, nothing has been decided', () => {
    store.insert(action('a1'));
    open.database.$client.exec('ALTER TABLE audit RENAME TO audit_gone');
    expect(() => store.consume('a1', approve, row('approved'))).toThrow();
    expect(() => store.audit(row('executing'))).toThrow();
    open.database.$client.exec('ALTER TABLE audit_gone RENAME TO audit');
    expect(store.get('a1')?.status).toBe('pending');
  });

  it('an end is stored with its row', () => {
    store.insert(action('a1'));
    const outcome = { status: 'done' as const, text: 'Printing.', result: { ok: true }, finishedAtMs: 3 };
    store.finish('a1', outcome, row('executed'));
    expect(store.get('a1')).toMatchObject({ status: 'done', outcome });
    expect(() => store.finish('nope', outcome, row('executed'))).toThrow(/no action nope/);
  });
});

describe('the trail', () => {
  it('is a chain over restarts, and tells a changed row', () => {
    for (const event of ['proposed', 'approved', 'executing', 'executed'] as const) store.audit(row(event));
    open.close();
    start();
    store.audit(row('stop', { args: { z: 1, a: undefined, nested: { b: [1, null] } } }));
    const rows = [...store.trail.all()];
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(verifyChain(rows)).toEqual({ ok: true, rows: 5 });
    rows[2] = { ...rows[2]!, detail: 'changed' };
    expect(verifyChain(rows)).toMatchObject({ ok: false, brokenAtId: 3 });
  });

  it('cannot be changed or shortened', () => {
    store.audit(row('proposed'));
    expect(() => open.database.$client.exec("UPDATE audit SET event = 'x'")).toThrow(/only ever added to/);
    expect(() => open.database.$client.exec('DELETE FROM audit')).toThrow(/only ever added to/);
  });

  it('is read a page at a time, and each person sees only theirs', () => {
    store.audit(row('proposed'));
    store.audit(row('proposed', { printerId: 'p2' }));
    store.audit(row('forged', { printerId: null, userId: 'u2' }));
    const own = (userId: string, printerIds: string[]) =>
      store.trail.readOwn({ userId, printerIds }).map(({ id }) => id);
    expect(own('u1', ['p1'])).toEqual([1]);
    expect(own('u2', ['p2'])).toEqual([3, 2]);
    expect(store.readAudit({ printerIds: ['p1', 'p2'], beforeId: 3, limit: 1 }).map(({ id }) => id)).toEqual([
      2,
    ]);
  });
});
