import http from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { freePort } from '../../../../tests/support/processes.ts';
import { manualClock } from '../../clock.ts';
import { connectPrinter } from '../../connect-printer.ts';
import { parseAddress } from '../../egress/address.ts';
import { createSession } from '../../moonraker/auth.ts';
import { createHttpSend } from '../../moonraker/http.ts';
import { until } from '../../testing/until.ts';
import { loopback } from '../../testing/world.ts';
import { startSimulator, type Simulator } from '../index.ts';
import { startRealMoonraker, type RealMoonraker } from '../real-moonraker.ts';
import { clientOn } from './client-suite.ts';

const login = { username: 'smokey', password: 'a long enough password' };

/** The status of one GET, asked from one of this machine's loopback addresses. */
function statusFrom(
  localAddress: string,
  url: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { localAddress, headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
      .on('error', reject);
  });
}

/** A token opens one thing, once, and only for the address that asked. */
async function oneShotRules(url: string, token: () => Promise<string>) {
  const opened = async (from: string, value: string) => statusFrom(from, `${url}/server/info?token=${value}`);
  const once = await token();
  expect(await opened('127.0.0.1', once)).toBe(200);
  expect(await opened('127.0.0.1', once)).toBe(401);
  expect(await opened('127.0.0.2', await token())).toBe(401);
}

describe('one-shot tokens of the simulator', () => {
  it('one_shot_tokens_bound_to_an_address: one use, by the address that asked', async () => {
    const simulator = await startSimulator({ port: 0, apiKey: 'secret' });
    onTestFinished(() => simulator.stop());
    const printer = await clientOn(simulator.url, { apiKey: 'secret' });
    await oneShotRules(simulator.url, () => printer.oneShotToken());
  });
});

describe('a real Moonraker where everybody has to log in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  let simulator: Simulator | null = null;
  let real: RealMoonraker = { available: false, reason: 'not started' };

  beforeAll(async () => {
    const klippySocket = join(folder, 'klippy.sock');
    simulator = await startSimulator({ port: 0, dataDirectory: folder, klippySocketPath: klippySocket });
    const port = await freePort();
    real = await startRealMoonraker({ klippySocket, dataDirectory: folder, port, forceLogins: true });
    if (!real.available) return;
    const created = await fetch(`${real.url}/access/user`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login),
    });
    expect(created.status).toBe(200);
    expect((await fetch(`${real.url}/server/info`)).status).toBe(401);
  });
  afterAll(async () => {
    if (real.available) await real.stop();
    await simulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const urlOr = ({ skip }: TestContext) => (real.available ? real.url : skip(real.reason));

  it('user and password let the client in; reads, bulk reads and downloads carry the token', async (context) => {
    const printer = await clientOn(urlOr(context), login);
    // Moonraker looks for Klippy's socket every quarter of a second and may be asked before it has found it.
    await until(() => printer.snapshot().klippy.state === 'ready', 'Klipper ready', 60_000);
    expect(await printer.read('access.get_user', {})).toMatchObject({ username: 'smokey' });
    expect(await printer.files.list()).toEqual([]);
    const moonrakerLog = await printer.files.download('config', 'moonraker.conf');
    expect(await new Response(moonrakerLog).text()).toContain('force_logins: True');
  });

  it('a wrong password is told as "not let in"', async (context) => {
    const address = parseAddress(urlOr(context));
    const credentials = { ...login, password: 'wrong' };
    const printer = connectPrinter({ id: 'w', name: 'W', address, policy: loopback, credentials });
    onTestFinished(() => {
      printer.stop();
    });
    await until(() => printer.snapshot().connection.problem !== null, 'the refusal');
    expect(printer.snapshot().connection.problem?.id).toBe('unauthorized');
  });

  it('the token is refreshed before its hour is over, and by a new log-in once the user was logged out', async (context) => {
    const url = urlOr(context);
    const clock = manualClock();
    const agent = new http.Agent();
    onTestFinished(() => {
      agent.destroy();
    });
    const asked: string[] = [];
    const send = createHttpSend(agent);
    const session = createSession(
      parseAddress(url),
      login,
      (request) => {
        asked.push(new URL(request.url).pathname);
        return send(request);
      },
      clock,
    );
    const works = async () => statusFrom('127.0.0.1', `${url}/server/info`, await session.headers());
    expect(await works()).toBe(200);
    clock.advance(51 * 60_000);
    expect(await works()).toBe(200);
    expect(asked).toEqual(['/access/login', '/access/refresh_jwt']);
    const loggedOut = await fetch(`${url}/access/logout`, {
      method: 'POST',
      headers: await session.headers(),
    });
    expect(loggedOut.status).toBe(200);
    expect(await works()).toBe(401);
    session.expired();
    expect(await works()).toBe(200);
    expect(asked).toEqual(['/access/login', '/access/refresh_jwt', '/access/refresh_jwt', '/access/login']);
  });

  it('the API key lets in as well, and a one-shot token is bound to its address', async (context) => {
    const url = urlOr(context);
    const user = await clientOn(url, login);
    const apiKey = await user.read('access.get_api_key', {});
    const printer = await clientOn(url, { apiKey });
    expect(printer.snapshot().klippy.state).toBe('ready');
    await oneShotRules(url, () => printer.oneShotToken());
  });
});
