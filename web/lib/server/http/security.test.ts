import { afterAll, describe, expect, it } from 'vitest';
import { startWorkshop } from '../testing/printers.ts';
import { endpointIds, loadEndpoint, loadPage, pageIds, viewIds } from '../testing/routes.ts';
import type { Visitor } from '../testing/site.ts';
import { ACCESS_WORDS } from './access.ts';

const { site, owner, machine, stop } = await startWorkshop();
const stranger = await site.register('stranger@example.com');
const viewer = await site.register('viewer@example.com');
const operator = await site.register('operator@example.com');
site.app.printers.members.setRole(machine.id, viewer.userId, 'viewer');
site.app.printers.members.setRole(machine.id, operator.userId, 'operator');
afterAll(stop);

/** Every route is loaded once, which takes as long as the machine needs. */
const ALL_ROUTES_MS = 60_000;

describe('every route declares who may use it', { timeout: ALL_ROUTES_MS }, () => {
  it('endpoints and pages', async () => {
    const undeclared: string[] = [];
    for (const id of endpointIds) {
      if (!ACCESS_WORDS.includes((await loadEndpoint(id))?._access as never))
        undeclared.push(`${id} (endpoint)`);
    }
    for (const id of pageIds) {
      if (!ACCESS_WORDS.includes((await loadPage(id))?._access as never)) undeclared.push(`${id} (page)`);
    }
    for (const id of viewIds)
      if (!pageIds.includes(id)) undeclared.push(`${id} (page without +page.server.ts)`);
    expect(undeclared).toEqual([]);
  });

  it('only these are open to everybody', async () => {
    const open: string[] = [];
    for (const id of endpointIds) if ((await loadEndpoint(id))?._access === 'public') open.push(id);
    for (const id of pageIds) if ((await loadPage(id))?._access === 'public') open.push(id);
    expect(open.sort()).toEqual(
      [
        '/',
        '/api/address/test',
        '/api/collection.json',
        '/api/openapi.json',
        '/health',
        '/refused/[status]',
        '/register',
        '/sign-in',
      ].sort(),
    );
  });
});

/** Each endpoint with its parameters filled in: [path, methods]. */
async function endpointsWith(
  id: string,
): Promise<{ path: string; route: string; method: string; access: string }[]> {
  const rows = [];
  for (const route of endpointIds) {
    const module = await loadEndpoint(route);
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      if (!module?.[method]) continue;
      const path = route.replace(/\[[^\]]+\]/g, id);
      rows.push({ path, route, method, access: module._access ?? '' });
    }
  }
  return rows;
}

describe('routes × roles × foreign objects', () => {
  it('a visitor gets 401 from everything that is not public', async () => {
    for (const { path, method, access } of await endpointsWith('x')) {
      if (access === 'public') continue;
      const response = await site.visit(site.visitor(), path, { method });
      expect([method, path, response.status]).toEqual([method, path, 401]);
    }
  });

  it("somebody else's printer, action, upload, picture, token and conversation do not exist", async () => {
    for (const { path, route, method, access } of await endpointsWith(machine.id)) {
      if (!route.includes('[') || access === 'token' || route.startsWith('/api/topics')) continue;
      const body =
        method === 'POST' || method === 'PATCH' ? { decision: 'approve', title: 'x', text: 'x' } : undefined;
      const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '0' };
      const response = await site.visit(stranger, path, { method, headers, ...(body && { body }) });
      const { status } = response;
      await response.body?.cancel();
      expect([method, path, status < 200 || (status >= 400 && status < 500)]).toEqual([method, path, true]);
      if (route.startsWith('/api/printers/')) expect([path, status]).toEqual([path, 404]);
    }
    expect(machine.simulator.requests).toEqual([]);
  });

  it('roles: a viewer sees and stops, an operator acts, the export is for the owner of the server', async () => {
    const act = { body: { tool: 'set_temperature', args: { heater: 'extruder', target_c: 40 } } };
    const rows: [Visitor, string, object, number][] = [
      [viewer, machine.path, {}, 200],
      [viewer, `${machine.path}/act`, act, 403],
      [operator, `${machine.path}/act`, act, 200],
      [operator, '/api/audit/export', {}, 403],
      [owner, '/api/audit/export', {}, 200],
      [stranger, machine.path, {}, 404],
    ];
    for (const [who, path, options, status] of rows) {
      const response = await site.visit(who, path, options);
      await response.body?.cancel();
      expect([path, response.status]).toEqual([path, status]);
    }
  });

  it('in classroom mode an operator’s click waits for the owner, and reaches the printer only then', async () => {
    site.app.printers.setClassroom(machine.id, true);
    const sent = () => machine.simulator.requests.length;
    const before = sent();
    const body = { tool: 'set_temperature', args: { heater: 'extruder', target_c: 48 } };
    const clicked = await site.visit(operator, `${machine.path}/act`, { body });
    const { status, action } = (await clicked.json()) as {
      status: string;
      action: { id: string; mayDecide: boolean };
    };
    expect([clicked.status, status, action.mayDecide, sent()]).toEqual([202, 'pending', false, before]);
    const decide = (who: Visitor) =>
      site.visit(who, `/api/actions/${action.id}`, { body: { decision: 'approve' } });
    expect((await decide(operator)).status).toBe(403);
    expect((await decide(viewer)).status).toBe(403);
    expect((await decide(owner)).status).toBe(200);
    await site.app.gate.wait(action.id, 5_000);
    expect(sent()).toBe(before + 1);
    site.app.printers.setClassroom(machine.id, false);
  });

  it('an invitation of somebody who no longer owns the printer is void', () => {
    const { members } = site.app.printers;
    members.setRole(machine.id, stranger.userId, 'owner');
    const { invites } = site.app.accounts;
    const { token } = invites.create({ createdBy: stranger.userId, printerId: machine.id, role: 'owner' });
    expect(invites.valid(token)).toBe(true);
    members.remove(machine.id, stranger.userId);
    expect(invites.valid(token)).toBe(false);
    expect(invites.accept(token, viewer.userId)).toBe(false);
    expect(invites.list(stranger.userId).map(({ state }) => state)).toEqual(['over']);
  });

  it('a revoked role is gone at once', async () => {
    site.app.printers.members.setRole(machine.id, stranger.userId, 'viewer');
    expect((await site.visit(stranger, machine.path)).status).toBe(200);
    site.app.printers.members.remove(machine.id, stranger.userId);
    expect((await site.visit(stranger, machine.path)).status).toBe(404);
  });
});

describe('hosts and origins', () => {
  it('does not answer under a foreign name (DNS rebinding), not even to its owner', async () => {
    const response = await site.visit(owner, '/api/printers', { host: 'evil.example:3000' });
    expect(response.status).toBe(421);
  });

  it.each([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['the origin null', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:8080' }],
    ['no origin at all', { origin: null }],
    ['a cross-site fetch', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a same-site fetch of a sister name', { headers: { 'sec-fetch-site': 'same-site' } }],
  ])('refuses a JSON POST with %s', async (_name, options) => {
    const response = await site.visit(owner, `${machine.path}/act`, {
      body: { tool: 'pause_print' },
      ...options,
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { cause: expect.stringContaining('another site') },
    });
  });

  it('carries its security headers on every answer, also on refusals', async () => {
    for (const [who, path] of [
      [owner, '/api/printers'],
      [site.visitor(), '/api/printers'],
    ] as const) {
      const { headers } = await site.visit(who, path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });
});
