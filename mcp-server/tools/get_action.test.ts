import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { approve, createWorld, page } from '../testing/world.ts';

describe('get_action', () => {
  it('tells how an action stands, with the reason of a refusal', async () => {
    const world = createWorld();
    const { data } = await call(world, 'home');
    const id = String(data.action_id);
    expect((await call(world, 'get_action', { action_id: id })).data.status).toBe('pending');
    await world.gate.decide({
      actionId: id,
      decision: 'decline',
      reason: 'the bed is full',
      principal: page(),
    });
    expect((await call(world, 'get_action', { action_id: id })).text).toContain('the bed is full');
  });

  it('wakes up when the action ends', async () => {
    const world = createWorld();
    const id = String((await call(world, 'home')).data.action_id);
    const waiting = call(world, 'get_action', { action_id: id, wait_s: 50 });
    await approve(world, id);
    expect((await waiting).data).toMatchObject({ status: 'done', result: { homed: 'xyz' } });
  });

  it('answers the same for unknown ids and for those of others', async () => {
    expect((await call(createWorld(), 'get_action', { action_id: 'guess' })).text).toContain(
      'no such action',
    );
  });
});
