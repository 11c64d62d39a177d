import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addSimulated, startWorkshop } from '../testing/printers.ts';

const { site, owner, machine, stop } = await startWorkshop({
  MCP_TOOLSETS: 'core,control,files,config',
});
const token = await newToken(['read', 'control']);
afterAll(stop);

async function newToken(scopes: string[]): Promise<string> {
  const made = await site.visit(owner, '/api/tokens', { body: { name: 'Program', scopes } });
  return ((await made.json()) as { secret: string }).secret;
}

type Json = Record<string, never>;

/** As a program calls it: no cookie, no Origin. */
async function ask(path: string, body?: object, bearer = token, headers: Record<string, string> = {}) {
  const response = await site.visit(site.visitor(), path, {
    ...(body && { body }),
    origin: null,
    headers: { ...(bearer && { authorization: `Bearer ${bearer}` }), ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}
const namesOf = async (bearer = token, headers = {}) => {
  const { body } = await ask('/api/tools', undefined, bearer, headers);
  return (body as unknown as { tools: { name: string }[] }).tools.map(({ name }) => name);
};

describe('plain HTTP for programs', () => {
  it('lists what the server has turned on and the token reaches; a request only narrows it', async () => {
    const names = await namesOf();
    expect(names).toEqual(expect.arrayContaining(['get_status', 'set_temperature', 'emergency_stop']));
    for (const closed of ['edit_config', 'send_gcode', 'calibrate']) expect(names).not.toContain(closed);
    expect(await namesOf(await newToken(['read', 'config']))).toContain('edit_config');
    expect(await namesOf(await newToken(['read']))).not.toContain('set_temperature');
    expect(await namesOf(token, { 'x-mcp-readonly': 'yes' })).not.toContain('set_temperature');
    expect(await namesOf(token, { 'x-mcp-toolsets': 'core,advanced' })).not.toContain('send_gcode');
  });

  it('reads at once', async () => {
    const { status, body } = await ask('/api/tools/get_status', {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ result: { stale: false }, text: expect.stringContaining('°C') });
    const bare = await site.visit(site.visitor(), '/api/tools/get_status', {
      ...{ method: 'POST', origin: null, headers: { authorization: `Bearer ${token}` } },
    });
    expect(bare.status).toBe(200);
  });

  it('a change waits for the person behind the same gate, and is written down as asked by a program', async () => {
    const sent = () => machine.simulator.requests.length;
    const before = sent();
    const asked = await ask('/api/tools/set_temperature', { heater: 'extruder', target_c: 50 });
    expect(asked.status).toBe(202);
    const {
      status,
      action_id: id,
      approve_url: url,
    } = asked.body.result as unknown as Record<string, string>;
    expect([status, url, sent()]).toEqual([
      'approval_required',
      `http://localhost:3000/approvals/${id}`,
      before,
    ]);
    expect(site.app.gate.get(id!)?.requestedBy).toMatchObject({ door: 'api' });
    await site.visit(owner, `/api/actions/${id}`, { body: { decision: 'approve' } });
    const told = await ask('/api/tools/get_action', { action_id: id, wait_s: 5 });
    expect(told.body.result).toMatchObject({ status: 'done' });
    expect(sent()).toBe(before + 1);
  });

  it.each([
    ['an unknown tool', 'no_such_tool', {}, 404, /no such tool/],
    ['a name of the language', 'constructor', {}, 404, /no such tool/],
    ['a tool that is not turned on', 'send_gcode', { commands: ['G28'] }, 403, /not turned on/],
    ['a value out of bounds', 'tune_print', { speed_pct: 5000 }, 400, /speed_pct/],
    ['an argument that is not known', 'get_status', { print: true }, 400, /print/],
    ['a printer that is not theirs', 'get_status', { printer: 'p_other' }, 409, /no printer called/],
    [
      'what the live bounds forbid',
      'set_temperature',
      { heater: 'extruder', target_c: 9000 },
      400,
      /target_c/,
    ],
    ['no object', 'get_status', [1], 400, /object|record/],
  ])('%s is refused with what to do', async (_name, tool, args, status, cause) => {
    const body = Array.isArray(args) ? JSON.stringify(args) : args;
    const answer = await ask(`/api/tools/${tool}`, body as object);
    expect(answer.status).toBe(status);
    const { error } = answer.body as unknown as { error: { cause: string; remedy: string } };
    expect(error.cause).toMatch(cause);
    expect(error.remedy).not.toBe('');
  });

  it('without a token 401, from another site 403, and a session is no token', async () => {
    expect((await ask('/api/tools/get_status', {}, '')).status).toBe(401);
    expect((await ask('/api/tools/get_status', {}, token, { origin: 'http://evil.example' })).status).toBe(
      403,
    );
    expect((await site.visit(owner, '/api/tools/get_status', { body: {} })).status).toBe(401);
  });

  it('has a limit, which does not hold for the emergency stop', async () => {
    const busy = await newToken(['read', 'control']);
    let last = 200;
    for (let count = 0; count < 300 && last === 200; count += 1)
      last = (await ask('/api/tools/list_printers', {}, busy)).status;
    expect(last).toBe(429);
    expect((await ask('/api/tools/emergency_stop', { printer: 'all' }, busy)).status).toBe(200);
    await expect.poll(() => machine.printer.snapshot().klippy.state).toBe('shutdown');
  });
});

interface OpenApi {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, { operationId: string; requestBody?: unknown; responses: object }>>;
  components: Record<string, Record<string, unknown>>;
}
interface Request {
  url: { raw: string; path: string[] };
  method: string;
  body?: { raw: string };
}
interface Collection {
  info: { schema: string };
  item: { name: string; request?: Request; item?: { request: Request }[] }[];
}

describe('documents for API clients', () => {
  it('OpenAPI describes exactly the tools that are turned on, and every reference leads somewhere', async () => {
    const document = (await ask('/api/openapi.json', undefined, '')).body as unknown as OpenApi;
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: 'http://localhost:3000' }]);
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const offered = await namesOf(await newToken(['read', 'control', 'config']));
    expect(ids.filter((id) => !['list_tools', 'send_file'].includes(id)).sort()).toEqual(offered.sort());
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((m) => m[1] ?? '');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const target = reference
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
      expect(target, reference).toBeTypeOf('object');
    }
    expect(document.paths['/api/tools/set_temperature']?.post?.responses).toHaveProperty('202');
    expect(document.paths['/api/tools/get_status']?.post?.responses).toHaveProperty('200');
  });

  it('the collection has one request a tool, and each is understood by the server as it is', async () => {
    const collection = (await ask('/api/collection.json', undefined, '')).body as unknown as Collection;
    expect(collection.info.schema).toContain('/collection/v2.1.0/');
    const requests = collection.item.flatMap(({ request, item }) =>
      request ? [request] : (item ?? []).map((inner) => inner.request),
    );
    const all = await newToken(['read', 'control', 'config']);
    expect(requests.length).toBe((await namesOf(all)).length + 1);
    for (const { method, url, body } of requests) {
      const path = url.raw.replace('{{baseUrl}}', '');
      expect(`/${url.path.join('/')}`).toBe(path);
      // Waiting tools would hold the test up; they are looked at by their schemas.
      if (/watch_print|emergency_stop/.test(path)) continue;
      const answer = await ask(path, method === 'POST' ? JSON.parse(body?.raw ?? '{}') : undefined, all);
      expect([path, answer.status, JSON.stringify(answer.body)]).not.toEqual([path, 400, expect.anything()]);
    }
  });

  it('hold nothing of anybody: the same for all, whoever has which printer and token', async () => {
    const documents = ['/api/openapi.json', '/api/collection.json'];
    const before = await Promise.all(documents.map((path) => ask(path, undefined, '')));
    const second = await addSimulated(site, owner, 'Secret garage');
    try {
      const after = await Promise.all(documents.map((path) => ask(path, undefined, token)));
      expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
      const text = JSON.stringify(after.map(({ body }) => body));
      const own = [
        machine.id,
        second.id,
        'Secret garage',
        machine.printer.name,
        owner.userId,
        'owner@example.com',
      ];
      for (const word of [...own, token, new URL(machine.simulator.url).host])
        expect(text).not.toContain(word);
    } finally {
      await second.simulator.stop();
    }
  });

  it('the collection has the form that its schema asks for', async () => {
    const { body } = await ask('/api/collection.json', undefined, '');
    expect(COLLECTION.safeParse(body).error).toBeUndefined();
  });
});

/** What collection format 2.1 requires of the parts that ours has. */
const text = z.string().min(1);
const pair = z.strictObject({ key: text, value: z.string(), type: z.literal('string') });
const REQUEST = z.strictObject({
  method: z.enum(['GET', 'POST']),
  description: text.optional(),
  header: z.array(z.strictObject({ key: text, value: text })),
  body: z
    .strictObject({
      mode: z.literal('raw'),
      raw: text,
      options: z.strictObject({ raw: z.strictObject({ language: z.literal('json') }) }),
    })
    .optional(),
  url: z.strictObject({ raw: text, host: z.array(text).min(1), path: z.array(text).min(1) }),
});
const ITEM = z.strictObject({ name: text, request: REQUEST });
const COLLECTION = z.strictObject({
  info: z.strictObject({ name: text, version: text, schema: z.url(), description: text }),
  auth: z.strictObject({ type: z.literal('bearer'), bearer: z.array(pair).min(1) }),
  variable: z.array(pair),
  item: z.array(z.union([ITEM, z.strictObject({ name: text, item: z.array(ITEM).min(1) })])).min(2),
});
