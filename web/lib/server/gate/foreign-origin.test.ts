import { afterAll, describe, expect, it } from 'vitest';
import { startWorkshop } from '../testing/printers.ts';
import type { Visit } from '../testing/site.ts';

const { site, owner, machine, stop } = await startWorkshop();
afterAll(stop);

const FOREIGN: [string, Visit][] = [
  ['a foreign origin', { origin: 'http://evil.example' }],
  ['the origin null', { origin: 'null' }],
  ['no origin at all', { origin: null }],
  ['a cross-site form', { headers: { 'sec-fetch-site': 'cross-site' } }],
  [
    'a form of another site, which needs no permission to be sent',
    {
      body: 'decision=approve',
      origin: 'http://evil.example',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
];

describe('deciding about an action', () => {
  it.each(FOREIGN)('G11 from %s: 403, and nothing has happened', async (name, visit) => {
    // Each its own wish: what was just declined is not asked again.
    const target_c = 40 + FOREIGN.findIndex(([other]) => other === name);
    const asked = await site.app.gate.propose({
      principal: {
        ...{ userId: owner.userId, userName: 'owner', door: 'mcp-http', via: 'token' },
        roles: new Map([[machine.id, 'owner']]),
        scopes: new Set(['read', 'control']),
      },
      printerId: machine.id,
      steps: [{ tool: 'set_temperature', args: { heater: 'extruder', target_c } }],
    });
    if ('refused' in asked) throw new Error(asked.refused.message);
    const path = `/api/actions/${asked.id}`;
    expect((await site.visit(owner, path, { body: { decision: 'approve' }, ...visit })).status).toBe(403);
    expect(site.app.gate.get(asked.id)?.status).toBe('pending');
    expect(machine.simulator.requests).toEqual([]);
    // The person's own page still decides about the same action.
    expect((await site.visit(owner, path, { body: { decision: 'decline' } })).status).toBe(200);
  });
});
