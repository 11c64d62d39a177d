import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addSimulated } from '../testing/printers.ts';
import { endpointIds, loadEndpoint, loadPage, pageIds } from '../testing/routes.ts';
import { type Site, startSite, type Visitor } from '../testing/site.ts';

let site: Site;
let machine: Awaited<ReturnType<typeof addSimulated>>;
let people: Record<string, Visitor>;
let secret: string;

beforeAll(async () => {
  site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
  const serverOwner = await site.register('server@example.com');
  const owner = await site.register('owner@example.com');
  const viewer = await site.register('viewer@example.com');
  const operator = await site.register('operator@example.com');
  const stranger = await site.register('stranger@example.com');
  machine = await addSimulated(site, owner);
  site.app.printers.members.setRole(machine.id, viewer.userId, 'viewer');
  site.app.printers.members.setRole(machine.id, operator.userId, 'operator');
  people = { visitor: site.visitor(), stranger, viewer, operator, owner, 'server owner': serverOwner };
  const made = { userId: owner.userId, name: 'one', printerIds: null, expiresInDays: 1 };
  ({ secret } = site.app.tokens.create({ ...made, scopes: ['read', 'control'] }));
});

afterAll(async () => {
  await site.stop();
  await machine.simulator.stop();
});

interface Row {
  route: string;
  method: string;
  access: string;
  /** What the hooks answer to each, with this printer's id in the address; 204 is let in. */
  answers: Record<string, number>;
}

async function rows(): Promise<Row[]> {
  const found: Row[] = [];
  const add = async (route: string, method: string, access: string) => {
    const path = route.replace(/\/\(\w+\)/g, '').replace(/\[+[^\]]+\]+/g, machine.id) || '/';
    const answers: Row['answers'] = {};
    const ask = async (name: string, who: Visitor, headers: Record<string, string> = {}) => {
      const sent = { page: 'GET', form: 'POST' }[method] ?? method;
      const response = await site.visit(who, path, { method: sent, headers, onlyAdmit: true });
      await response.body?.cancel();
      answers[name] = response.status;
    };
    for (const [name, who] of Object.entries(people)) await ask(name, who);
    await ask('token', site.visitor(), { authorization: `Bearer ${secret}` });
    found.push({ route, method, access, answers });
  };
  for (const route of [...endpointIds].sort()) {
    const module = (await loadEndpoint(route)) ?? {};
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (module[method]) await add(route, method, String(module._access));
    }
  }
  for (const route of [...pageIds].sort()) {
    const module = (await loadPage(route)) ?? {};
    await add(route, 'page', String(module._access));
    if (module.actions) await add(route, 'form', String(module._access));
  }
  return found;
}

it('every route × everybody × somebody else’s printer is as the list in routes.md says', async () => {
  const all = await rows();
  expect(all.length).toBeGreaterThan(60);
  const names = [...Object.keys(people), 'token'];
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  const table = [
    '# Who may use which route',
    '',
    'Made by `routes.test.ts` from the routes themselves: what the hooks answer when an address names a printer of the',
    'owner. 204 is let in; behind the hooks each route looks at whose conversation, upload, picture, action or token it is.',
    '',
    line(['route', 'method', 'needs', ...names]),
    line(Array.from({ length: names.length + 3 }, () => '---')),
    ...all.map(({ route, method, access, answers }) =>
      line([route, method, access, ...names.map((name) => answers[name] ?? '')]),
    ),
    '',
  ];
  await expect(table.join('\n')).toMatchFileSnapshot('./routes.md');

  for (const { route, access, answers } of all) {
    const letIn = names.filter((name) => answers[name] === 204);
    const may: Record<string, string[]> = {
      public: names,
      token: ['token'],
      'signed-in': names.filter((name) => name !== 'visitor' && name !== 'token'),
      viewer: ['viewer', 'operator', 'owner'],
      operator: ['operator', 'owner'],
      owner: ['owner'],
      'server-owner': ['server owner'],
    };
    expect([route, letIn]).toEqual([route, may[access]]);
  }
}, 60_000);

/** One of everything that belongs to a person, with the routes that name it. */
async function belongingsOf(who: Visitor): Promise<{ route: string; id: string }[]> {
  const body = { text: 'set the bed to 45', printerId: machine.id, uploadIds: [], pictureIds: [] };
  const sent = await site.visit(who, '/api/chat/new', { body });
  const { conversationId } = (await sent.json()) as { conversationId: string };
  const partsOf = () =>
    site.app.chat.read(who.userId, conversationId)?.messages.flatMap(({ parts }) => parts);
  const action = await vi.waitUntil(() => partsOf()?.find((part) => part.type === 'action'));
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const upload = await site.visit(who, '/api/uploads', {
    method: 'POST',
    headers: {
      ...{ 'tus-resumable': '1.0.0', 'upload-length': '5' },
      'upload-metadata': `filename ${encode('a.gcode')},printerId ${encode(machine.id)}`,
    },
  });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const picture = await site.app.pictures.add(who.userId, png);
  const token = await site.visit(who, '/api/tokens', { body: { name: 'mine', scopes: ['read'] } });
  const made = (await token.json()) as { token: { id: string } };
  return [
    { route: '/api/chat/[conversation]', id: conversationId },
    { route: '/api/actions/[id]', id: action.actionId },
    { route: '/api/uploads/[id]', id: upload.headers.get('location')?.split('/').at(-1) ?? '' },
    { route: '/api/pictures/[id]', id: picture.ok ? picture.id : '' },
    { route: '/api/tokens/[id]', id: made.token.id },
  ];
}

it('what belongs to somebody does not exist for anybody else: not for a viewer, nor the server’s owner', async () => {
  const belongings = await belongingsOf(people.owner!);
  const before = JSON.stringify(site.app.tokens.list(people.owner!.userId));
  const tried: string[] = [];
  for (const { route, id } of belongings) {
    expect(id).not.toBe('');
    for (const below of endpointIds.filter((one) => one === route || one.startsWith(`${route}/`))) {
      const module = (await loadEndpoint(below)) ?? {};
      for (const method of ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].filter((one) => module[one])) {
        for (const name of ['stranger', 'server owner']) {
          const body = {
            decision: 'approve',
            title: 'x',
            text: 'x',
            printerId: null,
            uploadIds: [],
            pictureIds: [],
            changes: [{ list: 'x', item: 'x', on: true, atMs: 1 }],
          };
          const piece = {
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
          };
          const headers = below.startsWith('/api/uploads') ? piece : {};
          const withBody = method === 'POST' || method === 'PATCH';
          const response = await site.visit(people[name]!, below.replace(/\[\w+\]/, id), {
            ...{ method, headers },
            ...(withBody && !below.startsWith('/api/uploads') && { body }),
          });
          await response.body?.cancel();
          tried.push(`${method} ${below}`);
          expect([name, method, below, response.status]).toEqual([name, method, below, 404]);
        }
      }
    }
  }
  expect(new Set(tried).size).toBeGreaterThanOrEqual(14);
  expect(JSON.stringify(site.app.tokens.list(people.owner!.userId))).toBe(before);
  expect(site.app.gate.get(belongings[1]!.id)?.status).toBe('pending');
}, 60_000);
