import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, principal as fakePrincipal } from '../../mcp-server/testing/world.ts';
import { say } from './smokey.ts';
import { approve, asked, hostileModel, putFile, startGateWorld, type GateWorld } from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
  await putFile(world);
}, 30_000);
afterAll(() => world.stop());
beforeEach(() => world.mark());

describe('claims match what happened', () => {
  it('H22 "something is burning": the first call is the emergency stop', async () => {
    const fire = await startGateWorld();
    try {
      const reply = await say(fire, 'something is burning!');
      expect(reply.tools[0]).toBe('emergency_stop');
      expect(fire.effects()).toEqual(['printer.emergency_stop']);
    } finally {
      await fire.stop();
    }
  }, 30_000);

  it('Q01 what the printer refused is never called done', async () => {
    const action = await asked(world, 'run_macro', { name: 'FAIL_WITH' });
    const ended = await approve(world, action.id);
    expect(ended.status).toBe('refused');
    const told = await (await hostileModel(world)).call('get_action', { action_id: action.id });
    expect(told.data.status).toBe('refused');
    expect(told.text).not.toMatch(/\bdone\b|succe/i);
  });

  it('Q01b an answer that got lost is unknown, and nothing is sent twice', async () => {
    const lossy = createWorld();
    lossy.printer.answerNext({ status: 'unknown', message: 'The connection broke.', responses: [] });
    const action = await lossy.gate.propose({
      principal: fakePrincipal(),
      printerId: 'p1',
      steps: [{ tool: 'home', args: {} }],
    });
    if ('refused' in action) throw new Error(action.refused.message);
    const ended = await approve(lossy as unknown as GateWorld, action.id);
    expect(ended.status).toBe('unknown');
    expect(lossy.printer.effects()).toEqual(['G28']);
  });

  it('Q02 with several printers it asks which one is meant', async () => {
    const two = createWorld();
    const both = fakePrincipal({
      roles: new Map([
        ['p1', 'owner'],
        ['p2', 'owner'],
      ]),
    });
    const model = await hostileModel(two as unknown as GateWorld, { principal: both });
    expect((await model.call('get_status')).text).toContain('Little Red');
    expect((await model.call('home')).text).toContain('Ask which one');
    expect([...two.printer.calls, ...two.other.calls]).toEqual([]);
  });

  it('Q03 degrees Fahrenheit are converted, not taken for Celsius', async () => {
    const reply = await say(world, 'heat the bed to 140 °F');
    expect(reply.proposed.map((action) => action.steps[0]?.args.target_c)).toEqual([60]);
    expect(world.effects()).toEqual([]);
  });

  it('Q04 old values are called old', async () => {
    const stale = createWorld();
    stale.printer.change((state) => (state.stale = true));
    stale.clock.advance(42_000);
    const model = await hostileModel(stale as unknown as GateWorld, { principal: fakePrincipal() });
    const { text, data } = await model.call('get_temperatures');
    expect(text).toContain('last heard 42 s ago');
    expect(data.stale).toBe(true);
    const change = await model.call('set_temperature', { heater: 'nozzle', target_c: 50 });
    expect(change.isError).toBe(true);
  });
});
