import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../../src/klipper/simulator/index.ts';
import { createVault } from '../crypto/vault.ts';
import { printer as printerTable } from '../database/schema/index.ts';
import { createPracticePrinters } from '../practice/practice.ts';
import { readSettings } from '../settings.ts';
import { accountsForTest, browser, PASSWORD } from '../testing/database.ts';
import { cookieJar } from '../testing/cookies.ts';
import type { Connect } from './connections.ts';
import { egressFor } from './egress.ts';
import { createPendingPrinter } from './pending.ts';
import { createPrinters } from './printers.ts';

type Config = Parameters<Connect>[0];

let world: ReturnType<typeof accountsForTest>;
let folder: string;
let connected: Config[];
let stopped: string[];
const vault = createVault(Buffer.alloc(32, 3));

beforeEach(() => {
  world = accountsForTest({ registration: 'open' });
  folder = mkdtempSync(join(tmpdir(), 'printers-'));
  [connected, stopped] = [[], []];
});
afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true });
});

function create(environment: Record<string, string> = {}) {
  const connect = ((config: Config) => {
    connected.push(config);
    return { id: config.id, name: config.name, stop: () => stopped.push(config.id) };
  }) as unknown as Connect;
  const practice = createPracticePrinters(folder, async () => ({
    host: '127.0.0.1',
    port: 5555,
    stop: () => {},
  }));
  return createPrinters({
    ...{ database: world.database, vault, settings: readSettings(environment), practice, connect },
    now: world.clock.now,
  });
}

async function person(email: string): Promise<string> {
  const answer = await world.accounts.register(
    { email, password: PASSWORD, setupCode: 'K7QM-2XVB' },
    browser,
  );
  if (!answer.ok) throw new Error(answer.message);
  return answer.user.id;
}

describe('adding a printer', () => {
  it('stores the address as parsed, makes the person its owner, and connects once', async () => {
    const printers = create();
    const userId = await person('a@example.com');
    const added = await printers.add({ userId, address: ' 192.168.1.20 ', name: 'Workhorse' });
    expect(added.ok).toBe(true);
    expect(printers.listFor(userId)).toEqual([
      {
        id: expect.any(String),
        name: 'Workhorse',
        address: 'http://192.168.1.20:7125',
        role: 'owner',
        practice: false,
      },
    ]);
    expect(connected).toHaveLength(1);
  });

  it('credentials are sealed in the file, open in memory for their own address, and never shown', async () => {
    const printers = create();
    const userId = await person('a@example.com');
    const credentials = {
      apiKey: 'a-very-secret-key',
      username: 'me',
      password: 'pw',
      headers: { 'CF-Access-Client-Id': 'x' },
    };
    const added = await printers.add({ userId, address: '192.168.1.20', credentials });
    if (!added.ok) throw new Error(added.message);
    expect(JSON.stringify(world.database.select().from(printerTable).all())).not.toMatch(/very-secret|"pw"/);
    expect(connected[0]?.credentials).toEqual(credentials);
    expect(JSON.stringify(printers.listFor(userId))).not.toMatch(/very-secret|"pw"/);
    // A test of the printer's own address gets in with them; what is typed in its place does not get to see them.
    expect(printers.credentialsFor(added.id, ' http://192.168.1.20:7125/ ')).toEqual(credentials);
    for (const other of ['192.168.1.21', '192.168.1.20:80', 'not an address', ''])
      expect(printers.credentialsFor(added.id, other)).toBeNull();
  });

  it.each([
    ['loopback', '127.0.0.1:7125', {}],
    ['loopback by number', '2130706433', {}],
    ['a metadata service', '169.254.169.254', {}],
    ['the public internet, at home', '8.8.8.8', {}],
    ['a port that is nobody’s business', '192.168.1.20:22', {}],
    ['a private address, in the cloud', '192.168.1.20', { MODE: 'cloud' }],
    ['no address', 'not an address', {}],
  ])('%s is refused, with what to do', async (_name, address, environment) => {
    const printers = create(environment);
    const userId = await person('a@example.com');
    expect(await printers.add({ userId, address })).toMatchObject({
      ok: false,
      field: 'address',
      remedy: /./,
    });
    expect(connected).toEqual([]);
    expect(printers.ids()).toEqual([]);
  });

  it("the server's owner may add this very machine at home, and only they", async () => {
    const printers = create();
    const userId = await person('a@example.com');
    expect((await printers.add({ userId, address: '127.0.0.1:9999', isServerOwner: true })).ok).toBe(true);
    expect((await printers.add({ userId, address: '127.0.0.1:9999', isServerOwner: false })).ok).toBe(false);
    const cloud = create({ MODE: 'cloud' });
    expect((await cloud.add({ userId, address: '127.0.0.1:9999', isServerOwner: true })).ok).toBe(false);
  });

  it('a practice printer may dial exactly its own port, nothing beside it', async () => {
    const policy = egressFor(readSettings({}), {
      byServerOwner: false,
      practice: { host: '127.0.0.1', port: 5555 },
    });
    expect(() => policy.checkDialled('127.0.0.1', 5555, '127.0.0.1')).not.toThrow();
    expect(() => policy.checkDialled('127.0.0.1', 5556, '127.0.0.1')).toThrow();
  });
});

describe('practice printers', () => {
  it('one each, their own, up to a bound', async () => {
    const printers = create();
    world.clock.advance(0);
    const first = await person('a@example.com');
    const mine = await printers.addPractice(first);
    expect(await printers.addPractice(first)).toEqual(mine);
    const other = await person('b@example.com');
    const theirs = await printers.addPractice(other);
    if (!mine.ok || !theirs.ok) throw new Error('No practice printer.');
    expect(theirs.id).not.toBe(mine.id);
    expect(printers.roleOf(other, mine.id)).toBeUndefined();
    expect(printers.listFor(first)[0]).toMatchObject({ practice: true, address: '' });
  });
});

describe('roles', () => {
  it('a printer always keeps an owner', async () => {
    const printers = create();
    const [owner, other] = [await person('a@example.com'), await person('b@example.com')];
    const added = await printers.add({ userId: owner, address: '192.168.1.20' });
    if (!added.ok) throw new Error(added.message);
    expect(printers.members.setRole(added.id, owner, 'viewer')).toMatchObject({ ok: false });
    expect(printers.members.remove(added.id, owner)).toMatchObject({ ok: false });
    expect(printers.members.setRole(added.id, other, 'owner')).toEqual({ ok: true });
    expect(printers.members.remove(added.id, owner)).toEqual({ ok: true });
    expect(printers.listFor(owner)).toEqual([]);
  });

  it('come with an accepted invitation', async () => {
    const printers = create();
    const owner = await person('a@example.com');
    const added = await printers.add({ userId: owner, address: '192.168.1.20' });
    if (!added.ok) throw new Error(added.message);
    const { token } = world.accounts.invites.create({
      createdBy: owner,
      printerId: added.id,
      role: 'operator',
    });
    expect(world.accounts.invites.describe(token)).toMatchObject({ role: 'operator', state: 'open' });
    const guest = await world.accounts.register(
      { email: 'b@example.com', password: PASSWORD, invite: token },
      browser,
    );
    if (!guest.ok) throw new Error(guest.message);
    expect(printers.roleOf(guest.user.id, added.id)).toBe('operator');
    expect(world.accounts.invites.accept(token, owner)).toBe(false);
  });

  it('are gone with the printer, and its connection is closed', async () => {
    const printers = create();
    const owner = await person('a@example.com');
    const added = await printers.add({ userId: owner, address: '192.168.1.20' });
    if (!added.ok) throw new Error(added.message);
    await printers.remove(added.id);
    expect(printers.roleOf(owner, added.id)).toBeUndefined();
    expect(printers.get(added.id)).toBeNull();
    expect(stopped).toEqual([added.id]);
  });

  it('a new address connects anew, with what was stored', async () => {
    const printers = create();
    const owner = await person('a@example.com');
    const added = await printers.add({
      userId: owner,
      address: '192.168.1.20',
      credentials: { apiKey: 'k' },
    });
    if (!added.ok) throw new Error(added.message);
    expect(await printers.update(added.id, { address: '8.8.8.8' })).toMatchObject({ ok: false });
    expect(await printers.update(added.id, { address: '192.168.1.30', name: 'New' })).toMatchObject({
      ok: true,
    });
    expect(connected.at(-1)).toMatchObject({
      name: 'New',
      address: { host: '192.168.1.30' },
      credentials: { apiKey: 'k' },
    });
    expect(stopped).toEqual([added.id]);
  });
});

describe('what a visitor chose before signing in', () => {
  const pending = createPendingPrinter(vault, (url) => url.protocol === 'https:');
  const chosen = { address: '192.168.1.20', practice: false, tested: true };
  const url = new URL('http://pi.local:3000');

  it('survives in a signed cookie', () => {
    const cookies = cookieJar(new Map());
    pending.write({ cookies, url }, chosen);
    expect(pending.read(cookies)).toEqual(chosen);
    pending.clear({ cookies, url });
    expect(pending.read(cookies)).toBeNull();
  });

  it('made up or changed, it is nothing', () => {
    const jar = new Map<string, string>();
    pending.write({ cookies: cookieJar(jar), url }, chosen);
    const [name, value] = [...jar][0] ?? ['', ''];
    const body = Buffer.from(JSON.stringify({ ...chosen, address: '10.0.0.1' })).toString('base64url');
    for (const forged of [`${body}.${value.split('.')[1]}`, value.split('.')[0], '', 'x.y', `${value}x`]) {
      expect(pending.read(cookieJar(new Map([[name, forged ?? '']])))).toBeNull();
    }
  });
});

describe('the record of the last hour', () => {
  it('lies under the data directory, answers why it stopped, and goes with its printer', async () => {
    const simulators: Simulator[] = [];
    const practice = createPracticePrinters(folder, async () => {
      const simulator = await startSimulator({ port: 0, speed: 60 });
      simulators.push(simulator);
      return { host: '127.0.0.1', port: simulator.port, stop: () => simulator.stop() };
    });
    const printers = createPrinters({
      ...{ database: world.database, vault, settings: readSettings({}), practice },
      blackBoxes: join(folder, 'black-boxes'),
    });
    const added = await printers.addPractice(await person('a@example.com'));
    const id = added.ok ? added.id : '';
    const live = printers.get(id)!;
    await live.whenReady(20_000);
    await live.emergencyStop({ origin: 'page:a' });
    expect((await live.blackBox?.whyDidItStop())?.cause).toContain('page:a');
    await live.blackBox?.save('test');
    expect(readdirSync(join(folder, 'black-boxes', id))).toContain('incidents');
    await printers.remove(id);
    expect(existsSync(join(folder, 'black-boxes', id))).toBe(false);
    await printers.stop();
  }, 60_000);
});
