import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { approve, ask, createWorld, page, principal, type World } from '../testing/world.ts';

/** One that waits since an earlier turn of the conversation. */
const waiting = (world: World, turnId = 'earlier') => ask(world, 'home', {}, principal({ turnId }));

describe('withdraw_action', () => {
  it('takes back what waits: nothing is sent, nobody can approve it any more, and the trail tells', async () => {
    const world = createWorld();
    const { id } = await waiting(world);
    const { text } = await call(world, 'withdraw_action', { action_id: id });
    expect(world.gate.get(id)?.status).toBe('void');
    expect(text).toContain('Taken back');
    const late = await world.gate.decide({ actionId: id, decision: 'approve', principal: page() });
    expect(late).toMatchObject({ ok: false, code: 'not-pending' });
    expect(world.printer.effects()).toEqual([]);
    expect(world.gate.readAudit(page()).map(({ event }) => event)).toContain('voided');
  });

  it('refuses what is decided already', async () => {
    const world = createWorld();
    const { id } = await waiting(world);
    await approve(world, id);
    const { isError, text } = await call(world, 'withdraw_action', { action_id: id });
    expect([isError, text]).toEqual([true, expect.stringContaining('already done')]);
  });

  it('knows only what the same person asked in the same place', async () => {
    const world = createWorld();
    const mine = await waiting(world);
    const elsewhere = [
      principal({ conversationId: 'c2' }),
      principal({ userId: 'somebody' }),
      principal({ door: 'mcp-http' }),
      principal({ roles: new Map() }),
    ];
    for (const other of elsewhere) {
      expect(world.gate.withdraw(other, mine.id)).toMatchObject({ refused: { code: 'no-action' } });
    }
    expect(world.gate.get(mine.id)?.status).toBe('pending');
    expect(world.gate.withdraw(principal(), mine.id)).toMatchObject({ status: 'void' });
  });

  it('leaves a card alone that came in this very turn: it must not change under the finger', async () => {
    const world = createWorld();
    const { id } = await waiting(world, 't1');
    expect(world.gate.withdraw(principal({ turnId: 't1' }), id)).toMatchObject({
      refused: { code: 'same-turn' },
    });
    expect(world.gate.withdraw(principal({ turnId: 't2' }), id)).toMatchObject({ status: 'void' });
  });

  it('asking and taking back again and again is pestering too', async () => {
    const world = createWorld();
    for (let round = 0; round < 10; round += 1) {
      const { id } = await waiting(world);
      world.gate.withdraw(principal(), id);
    }
    await expect(waiting(world)).rejects.toThrow();
  });
});
