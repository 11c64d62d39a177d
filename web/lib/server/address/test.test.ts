import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../../src/klipper/simulator/index.ts';
import type { AddressTestLine } from '../../contracts.ts';
import { egressFor } from '../printers/egress.ts';
import { readSettings } from '../settings.ts';
import { type Site, startSite, type Visit, type Visitor } from '../testing/site.ts';
import { testLines } from './test.ts';

type End = Extract<AddressTestLine, { type: 'end' }>;

let simulator: Simulator;
let locked: Simulator;
let web: Server;
let webPort: number;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  locked = await startSimulator({ port: 0, apiKey: 'a-key' });
  web = createServer((_request, response) => response.end('<html>a router</html>'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  webPort = (web.address() as AddressInfo).port;
});
afterAll(async () => {
  await simulator.stop();
  await locked.stop();
  web.close();
});

const policy = egressFor(readSettings({ ALLOW_LOOPBACK_PRINTERS: 'on' }), { byServerOwner: false });

async function lines(test: Partial<Parameters<typeof testLines>[0]> & { typed: string }) {
  const all: AddressTestLine[] = [];
  for await (const line of testLines({ policy, who: 'person', ...test })) all.push(line);
  return { all, end: all.at(-1) as End };
}

describe('for people who are signed in: the precise cause', () => {
  it('a printer', async () => {
    const { all, end } = await lines({ typed: `127.0.0.1:${simulator.port}` });
    expect(end).toMatchObject({ ok: true, problem: null, address: simulator.url });
    expect(end.moonrakerVersion).toMatch(/^v/);
    expect(all.filter(({ type }) => type === 'step').length).toBeGreaterThan(6);
  });

  it('four different problems have four different words, each with a remedy', async () => {
    const typed = ['127.0.0.1:9', `127.0.0.1:${webPort}`, `127.0.0.1:${locked.port}`, 'nobody.invalid'];
    const ends = await Promise.all(typed.map((address) => lines({ typed: address })));
    expect(ends.map(({ end }) => end.problem?.id)).toEqual([
      'refused',
      'not-moonraker',
      'unauthorized',
      expect.stringMatching(/name-not-found|unreachable/),
    ]);
    expect(new Set(ends.map(({ end }) => end.problem?.title)).size).toBe(4);
    for (const { end } of ends) expect(end.problem?.remedy.length).toBeGreaterThan(0);
  });

  it('with the key the locked one opens', async () => {
    expect(
      (await lines({ typed: `127.0.0.1:${locked.port}`, credentials: { apiKey: 'a-key' } })).end.ok,
    ).toBe(true);
  });

  it.each(['', 'http://', 'ftp://x', '1.2.3.4:99999', 'a b', 'http://me:pw@host'])(
    '%j is no address',
    async (typed) => {
      expect((await lines({ typed })).end.problem?.id).toBe('bad-address');
    },
  );
});

describe('for visitors', () => {
  const guest = (typed: string) => {
    const waited: number[] = [];
    const wait = async (milliseconds: number) => {
      waited.push(milliseconds);
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    return lines({ typed, who: 'guest', wait }).then((result) => ({ ...result, waited }));
  };

  it('a printer is found', async () => {
    expect((await guest(`127.0.0.1:${simulator.port}`)).end).toMatchObject({ ok: true });
  });

  it('closed, foreign and locked look the same and take the same time', async () => {
    const typed = ['127.0.0.1:9', `127.0.0.1:${webPort}`, `127.0.0.1:${locked.port}`];
    const results = await Promise.all(typed.map(guest));
    for (const { all, waited } of results) {
      expect(all).toEqual(results[0]?.all);
      expect(waited).toEqual([5_000]);
    }
    expect(results[0]?.end.problem?.cause).toBe('No Moonraker could be reached at this address.');
  });

  it('from outside nothing is connected to', async () => {
    const before = simulator.requests.length;
    const climb = () => {
      throw new Error('No connection may be made.');
    };
    const { end } = await lines({ typed: simulator.url, who: 'outside', climb: climb as never });
    expect(end.problem?.id).toBe('sign-in-first');
    expect(simulator.requests.length).toBe(before);
  });
});

describe('the route', () => {
  let home: Site;
  let nobody: Visitor;
  const ask = async (site: Site, who: Visitor, options: Visit = {}) => {
    const response = await site.visit(who, '/api/address/test', {
      body: { address: simulator.url },
      ...options,
    });
    const text = await response.text();
    const end = text.trim().split('\n').at(-1) ?? '{}';
    return { status: response.status, end: JSON.parse(end) as End };
  };
  beforeAll(async () => {
    home = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
    nobody = home.visitor();
  });
  afterAll(() => home.stop());

  it('a visitor in the house at home may test', async () => {
    expect((await ask(home, nobody)).end).toMatchObject({ ok: true });
  });

  it.each([['through a proxy', { direct: false }]])(
    'a visitor %s gets no connection',
    async (_name, options) => {
      expect((await ask(home, home.visitor(), options)).end.problem?.id).toBe('sign-in-first');
    },
  );

  it('a stored key opens its own printer, for the owner and at its own address alone', async () => {
    const owner = await home.register('owner@example.com');
    const other = await home.register('other@example.com');
    const credentials = { apiKey: 'a-key' };
    const added = await home.app.printers.add({ userId: owner.userId, address: locked.url, credentials });
    const printerId = added.ok ? added.id : '';
    home.app.printers.members.setRole(printerId, other.userId, 'operator');
    const test = (who: Visitor, address: string) => ask(home, who, { body: { address, printerId } });
    expect((await test(owner, locked.url)).end).toMatchObject({ ok: true });
    expect((await test(other, locked.url)).end.problem?.id).toBe('unauthorized');
    expect((await test(home.visitor(), locked.url)).end.ok).toBe(false);
    const seen: unknown[] = [];
    web.once('request', ({ headers }) => seen.push(headers['x-api-key']));
    expect((await test(owner, `127.0.0.1:${webPort}`)).end.problem?.id).toBe('not-moonraker');
    expect(seen).toEqual([undefined]);
  }, 20_000);

  it('five tries in ten minutes, then 429', async () => {
    const who = home.visitor();
    const statuses = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await ask(home, who, { direct: false })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it.each([
    ['cloud mode', { MODE: 'cloud', ALLOW_LOOPBACK_PRINTERS: 'on' }],
    ['a proxy is configured', { TRUSTED_PROXIES: '10.0.0.1', ALLOW_LOOPBACK_PRINTERS: 'on' }],
    [
      'it is reached by its public name',
      { PUBLIC_URL: 'http://localhost:3000', ALLOW_LOOPBACK_PRINTERS: 'on' },
    ],
  ])('no connection for visitors when %s', async (_name, environment) => {
    const site = await startSite(environment);
    const { end } = await ask(site, site.visitor());
    await site.stop();
    expect(end.problem?.id).toBe('sign-in-first');
  });
});
