import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { parseAddress } from '../egress/address.ts';
import { createSession } from './auth.ts';
import type { HttpRequest, HttpSend } from './http.ts';
import { Readable } from 'node:stream';

/** Moonraker's access endpoints, with the recorded forms of answer. */
function access(password = 'good') {
  const asked: string[] = [];
  let token = 0;
  let refreshes = true;
  const send: HttpSend = (request: HttpRequest) => {
    const path = new URL(request.url).pathname;
    asked.push(path);
    const body = JSON.parse(String(request.body)) as Record<string, string>;
    const answer = (status: number, value: object) => ({
      status,
      headers: {},
      body: Readable.from([Buffer.from(JSON.stringify(value))]) as unknown as IncomingMessage,
    });
    const fail = (status: number, message: string) =>
      answer(status, { error: { code: status, message, traceback: '' } });
    if (path === '/access/login' && body['password'] !== password) {
      return Promise.resolve(fail(400, 'Invalid Password'));
    }
    if (path === '/access/refresh_jwt' && !refreshes) return Promise.resolve(fail(401, 'Unauthorized'));
    token += 1;
    const result = {
      username: 'smokey',
      token: `t${String(token)}`,
      refresh_token: 'r',
      source: 'moonraker',
    };
    return Promise.resolve(answer(200, { result }));
  };
  return {
    send,
    asked,
    stopRefreshing: () => {
      refreshes = false;
    },
  };
}

const address = parseAddress('printer.local');
const login = { username: 'smokey', password: 'good' };

describe('session', () => {
  it('sends the API key and further headers without logging in', async () => {
    const { send, asked } = access();
    const headers = { 'CF-Access-Client-Id': 'id' };
    const session = createSession(address, { apiKey: 'key', headers }, send, manualClock());
    expect(await session.headers()).toEqual({ 'X-Api-Key': 'key', 'CF-Access-Client-Id': 'id' });
    expect(asked).toEqual([]);
  });

  it('logs in once for all, and refreshes before the hour is over', async () => {
    const clock = manualClock();
    const { send, asked } = access();
    const session = createSession(address, login, send, clock);
    await Promise.all([session.headers(), session.headers(), session.identify()]);
    expect(asked).toEqual(['/access/login']);
    clock.advance(51 * 60_000);
    expect(await session.headers()).toEqual({ Authorization: 'Bearer t2' });
    expect(asked).toEqual(['/access/login', '/access/refresh_jwt']);
  });

  it('logs in again when the refresh token is no longer good', async () => {
    const { send, asked, stopRefreshing } = access();
    const session = createSession(address, login, send, manualClock());
    await session.headers();
    stopRefreshing();
    session.expired();
    expect(await session.headers()).toEqual({ Authorization: 'Bearer t2' });
    expect(asked).toEqual(['/access/login', '/access/refresh_jwt', '/access/login']);
  });

  it('wrong_password_is_400: is "not let in", and is not tried again at once, since Moonraker locks out', async () => {
    const clock = manualClock();
    const { send, asked } = access();
    const session = createSession(address, { ...login, password: 'bad' }, send, clock);
    for (let turn = 0; turn < 5; turn += 1) {
      await expect(session.headers()).rejects.toMatchObject({ kind: 'unauthorized' });
    }
    expect(asked).toHaveLength(1);
    clock.advance(11 * 60_000);
    await expect(session.headers()).rejects.toMatchObject({ wrong: 'Invalid Password' });
    expect(asked).toHaveLength(2);
  });
});
