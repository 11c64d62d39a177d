import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { token as tokenTable } from '../database/schema/index.ts';
import { accountsForTest, browser, PASSWORD } from '../testing/database.ts';
import { addSimulated } from '../testing/printers.ts';
import { type Site, startSite, type Visitor } from '../testing/site.ts';
import { createTokens } from './tokens.ts';

describe('personal tokens', () => {
  it('are stored as a hash, narrowed to printers and scopes, and end in time', async () => {
    const { accounts, database, clock, close } = accountsForTest();
    const registered = await accounts.register(
      { email: 'a@example.com', password: PASSWORD, setupCode: 'K7QM-2XVB' },
      browser,
    );
    if (!registered.ok) throw new Error(registered.message);
    const userId = registered.user.id;
    const rolesOf = () =>
      new Map([
        ['p1', 'owner'],
        ['p2', 'viewer'],
      ] as const) as Map<string, 'owner' | 'viewer'>;
    const tokens = createTokens({ database, rolesOf, now: clock.now });
    const { secret, view } = tokens.create({
      userId,
      name: ' Claude ',
      scopes: ['read'],
      printerIds: ['p2'],
      expiresInDays: 1,
    });
    expect(JSON.stringify(database.select().from(tokenTable).all())).not.toContain(secret);
    expect(tokens.verify(secret)?.principal).toMatchObject({
      userName: 'a',
      door: 'mcp-http',
      roles: new Map([['p2', 'viewer']]),
      scopes: new Set(['read']),
    });
    expect(tokens.list(userId)[0]).toMatchObject({ name: 'Claude', lastUsedMs: clock.now() });
    expect(tokens.verify(`${secret}x`)).toBeNull();
    expect(tokens.revoke('u_other', view.id)).toBe(false);
    clock.advance(86_400_000);
    expect(tokens.verify(secret)).toBeNull();
    close();
  });
});

describe('MCP over HTTP', () => {
  let site: Site;
  let owner: Visitor;
  let machine: Awaited<ReturnType<typeof addSimulated>>;
  let secret: string;

  beforeAll(async () => {
    site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
    owner = await site.register('owner@example.com');
    machine = await addSimulated(site, owner);
    secret = await newToken(['read', 'control']);
  });
  afterAll(async () => {
    await site.stop();
    await machine.simulator.stop();
  });

  async function newToken(scopes: string[], more: object = {}): Promise<string> {
    const made = await site.visit(owner, '/api/tokens', { body: { name: 'Claude', scopes, ...more } });
    return ((await made.json()) as { secret: string }).secret;
  }

  /** As an assistant's program calls it: no cookie, no Origin. */
  async function rpc(
    method: string,
    params: object,
    bearer = secret,
    headers: Record<string, string> = {},
    query = '',
  ) {
    const response = await site.visit(site.visitor(), `/mcp${query}`, {
      body: { jsonrpc: '2.0', id: 1, method, params },
      origin: null,
      headers: {
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${bearer}`,
        ...headers,
      },
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, never>,
    };
  }
  type Called = { result: { isError?: boolean; structuredContent: Record<string, string> } };
  const call = async (name: string, args: object, bearer = secret) =>
    ((await rpc('tools/call', { name, arguments: args }, bearer)).body as unknown as Called).result;

  it('without a valid token: 401 that says what is wanted', async () => {
    for (const bearer of ['', 'cp_wrong', owner.jar.get('cp_session') ?? '']) {
      const { status, headers } = await rpc('tools/list', {}, bearer);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
    }
  });

  it('a session cookie is no token, a token is no session', async () => {
    const withCookie = await site.visit(owner, '/mcp', {
      body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    });
    expect(withCookie.status).toBe(401);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await site.visit(site.visitor(), '/api/printers', { headers })).status).toBe(401);
  });

  it('a page of another site is refused, token or not', async () => {
    const { status } = await rpc('tools/list', {}, secret, { origin: 'http://evil.example' });
    expect(status).toBe(403);
  });

  it('reads at once; a change waits for the person, on the approvals page', async () => {
    expect((await call('get_temperatures', {})).isError).toBeFalsy();
    const before = machine.simulator.requests.length;
    const asked = await call('set_temperature', { heater: 'extruder', target_c: 55 });
    const { status, action_id: id, approve_url: url } = asked.structuredContent;
    expect(status).toBe('approval_required');
    expect(url).toBe(`http://localhost:3000/approvals/${id}`);
    expect(machine.simulator.requests.length).toBe(before);

    const decide = (who: Visitor, headers = {}) =>
      site.visit(who, `/api/actions/${id}`, { body: { decision: 'approve' }, headers });
    expect((await decide(site.visitor(), { authorization: `Bearer ${secret}` })).status).toBe(401);
    expect((await decide(await site.register('stranger@example.com'))).status).toBe(404);
    expect((await decide(owner)).status).toBe(200);
    expect((await decide(owner)).status).toBe(409);
    await site.app.gate.wait(id ?? '', 5_000);
    expect((await call('get_action', { action_id: id })).structuredContent).toMatchObject({ status: 'done' });
    expect(machine.simulator.requests.length).toBe(before + 1);
  });

  it('declining sends nothing', async () => {
    const before = machine.simulator.requests.length;
    const asked = await call('set_temperature', { heater: 'extruder', target_c: 66 });
    const id = asked.structuredContent.action_id ?? '';
    const body = { decision: 'decline', reason: 'The bed is not clear.' };
    expect(await (await site.visit(owner, `/api/actions/${id}`, { body })).json()).toMatchObject({
      status: 'declined',
      reason: 'The bed is not clear.',
    });
    expect(machine.simulator.requests.length).toBe(before);
  });

  it('a reading token is not offered what changes anything', async () => {
    const reading = await newToken(['read']);
    const { body } = await rpc('tools/list', {}, reading);
    const names = (body as unknown as { result: { tools: { name: string }[] } }).result.tools.map(
      ({ name }) => name,
    );
    expect(names).toContain('get_status');
    expect(names).not.toContain('set_temperature');
  });

  it('a token made for fewer tool sets reaches no further, over MCP, plain HTTP or inside a plan', async () => {
    const few = await newToken(['read', 'control', 'config'], { toolsets: ['core', 'control', 'advanced'] });
    const namesOf = async (headers = {}, query = '') => {
      const { body } = await rpc('tools/list', {}, few, headers, query);
      return (body as unknown as { result: { tools: { name: string }[] } }).result.tools.map(
        ({ name }) => name,
      );
    };
    const names = await namesOf();
    expect(names).toEqual(expect.arrayContaining(['get_status', 'set_temperature', 'emergency_stop']));
    // Calibrating is on at the server but not for the token; macros are in the token but not on at the server.
    for (const closed of ['calibrate', 'create_upload', 'run_macro', 'edit_config'])
      expect(names).not.toContain(closed);
    const wide = 'core,control,files,calibrate,config,advanced';
    expect(await namesOf({ 'x-mcp-toolsets': wide, 'x-mcp-readonly': 'no' })).toEqual(names);
    expect(await namesOf({}, `?toolsets=${wide}&readonly=false`)).toEqual(names);
    expect(await namesOf({ 'x-mcp-toolsets': 'core,control' }, '?toolsets=core')).not.toContain('home');
    expect(await namesOf({}, '?readonly=1')).not.toContain('emergency_stop');
    const refused = await rpc('tools/call', { name: 'calibrate', arguments: { routine: 'bed_mesh' } }, few);
    expect(JSON.stringify(refused.body)).toContain('not turned on');
    const plan = { steps: [{ tool: 'calibrate', args: { routine: 'bed_mesh' } }] };
    expect((await call('run_plan', plan, few)).isError).toBe(true);
    const plain = await site.visit(site.visitor(), '/api/tools/calibrate', {
      ...{ body: { routine: 'bed_mesh' }, origin: null, headers: { authorization: `Bearer ${few}` } },
    });
    expect(plain.status).toBe(403);
    const odd = { name: 'x', scopes: ['read'], toolsets: ['everything'] };
    expect((await site.visit(owner, '/api/tokens', { body: odd })).status).toBe(400);
  });

  it('a revoked token is over at once', async () => {
    const short = await newToken(['read']);
    const list = (await (await site.visit(owner, '/api/tokens')).json()) as { id: string }[];
    expect((await rpc('tools/list', {}, short)).status).toBe(200);
    expect((await site.visit(owner, `/api/tokens/${list[0]?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await rpc('tools/list', {}, short)).status).toBe(401);
  });
});
