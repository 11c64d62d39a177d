import { Agent, get, request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { frontLink } from '../lib/server/front-link.ts';
import { createFront, type Front, type Handler } from './front.ts';
import { ADDRESS_HEADER, DIRECT_HEADER, HOST_HEADER, PROTOCOL_HEADER } from './origin-headers.ts';
import { stop } from './stop.ts';

let front: Front | undefined;

afterEach(
  () =>
    new Promise<void>((resolve) => {
      front?.server.closeAllConnections();
      front?.server.close(() => resolve());
    }),
);

async function start(trustedProxies: string[], handler: Handler | null): Promise<number> {
  front = createFront({ trustedProxies });
  if (handler) front.serve(handler);
  await new Promise<void>((resolve) => front?.server.listen(0, '127.0.0.1', resolve));
  return (front.server.address() as AddressInfo).port;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path, headers, method: body === undefined ? 'GET' : 'POST' },
      (got) => {
        let text = '';
        got.on('data', (piece: Buffer) => (text += piece.toString()));
        got.on('end', () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body: text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const tellHeaders: Handler = (incoming, response) => response.end(JSON.stringify(incoming.headers));

async function seen(trusted: string[], headers: Record<string, string>): Promise<Record<string, string>> {
  const port = await start(trusted, tellHeaders);
  return JSON.parse((await ask(port, '/', headers)).body) as Record<string, string>;
}

describe('who is really there: header × proxy', () => {
  const spoof = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-real-ip': '192.168.1.5',
    forwarded: 'for=192.168.1.5',
    'cf-connecting-ip': '203.0.113.9',
    'cf-ray': 'abc',
    [ADDRESS_HEADER]: '10.0.0.1',
    [DIRECT_HEADER]: 'yes',
    [PROTOCOL_HEADER]: 'https',
    host: 'pi.local:3000',
  };

  it('nobody trusted: nothing that was sent is believed or passed on', async () => {
    const headers = await seen([], spoof);
    expect(headers[ADDRESS_HEADER]).toBe('127.0.0.1');
    expect(headers[PROTOCOL_HEADER]).toBe('http');
    expect(headers[HOST_HEADER]).toBe('pi.local:3000');
    for (const name of [
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-real-ip',
      'forwarded',
      'cf-connecting-ip',
      'cf-ray',
    ]) {
      expect(headers[name]).toBeUndefined();
    }
  });

  it('a forwarded request is never from the LAN: a loopback peer with CF-Connecting-IP', async () => {
    expect((await seen([], { 'cf-connecting-ip': '203.0.113.9' }))[DIRECT_HEADER]).toBe('no');
    expect((await seen(['127.0.0.1'], { 'cf-connecting-ip': '203.0.113.9' }))[DIRECT_HEADER]).toBe('no');
  });

  it('a plain request of this house is direct', async () => {
    expect((await seen([], {}))[DIRECT_HEADER]).toBe('yes');
  });

  it('a trusted proxy is believed: the nearest address that is no proxy of ours', async () => {
    const chain = { 'x-forwarded-for': '192.168.1.5, 203.0.113.9, 127.0.0.2', 'x-forwarded-proto': 'https' };
    const headers = await seen(['127.0.0.0/8'], chain);
    expect(headers[ADDRESS_HEADER]).toBe('203.0.113.9');
    expect(headers[PROTOCOL_HEADER]).toBe('https');
  });

  it('a visitor cannot put an address in front through a trusted proxy', async () => {
    const headers = await seen(['127.0.0.1'], {
      'x-forwarded-for': '10.0.0.1, 203.0.113.9',
      'cf-connecting-ip': '10.0.0.1',
    });
    expect(headers[ADDRESS_HEADER]).toBe('203.0.113.9');
  });

  it('a trusted proxy that sends only CF-Connecting-IP is believed too', async () => {
    expect((await seen(['127.0.0.1'], { 'cf-connecting-ip': '203.0.113.9' }))[ADDRESS_HEADER]).toBe(
      '203.0.113.9',
    );
  });

  it.each([
    ['protocol', { 'x-forwarded-proto': 'javascript' }, PROTOCOL_HEADER, 'http'],
    ['address', { 'x-forwarded-for': '<script>' }, ADDRESS_HEADER, '127.0.0.1'],
    ['host', { 'x-forwarded-host': 'a/b', host: 'pi.local' }, HOST_HEADER, 'pi.local'],
  ])('nonsense in the %s is left out', async (_name, headers, header, expected) => {
    expect((await seen(['127.0.0.1'], headers as Record<string, string>))[header]).toBe(expected);
  });
});

describe('the front', () => {
  it('answers 503 while the app starts and when it stops, also on /health', async () => {
    const port = await start([], null);
    expect((await ask(port, '/health')).status).toBe(503);
    front?.serve((_request, response) => response.end('ok'));
    expect((await ask(port, '/health')).status).toBe(200);
    front?.close();
    expect((await ask(port, '/health')).headers['retry-after']).toBe('1');
  });

  it.each([
    ['/api/chat/x', 513 * 1024, 413],
    ['/api/chat/x', 511 * 1024, 200],
    ['/api/uploads/x', 16 * 1024 * 1024, 200],
    ['/api/uploads/x', 18 * 1024 * 1024, 413],
    ['/api/uploadsx', 600 * 1024, 413],
    ['/api/pictures', 10 * 1024 * 1024, 200],
    ['/api/pictures', 11 * 1024 * 1024, 413],
    ['/mcp', 5 * 1024 * 1024, 413],
  ])('a body on %s of %d bytes gets %d', async (path, bytes, status) => {
    const drain: Handler = (incoming, response) => incoming.resume().on('end', () => response.end('ok'));
    const port = await start([], drain);
    const answer = await ask(port, path, { 'content-length': String(bytes) }, Buffer.alloc(bytes)).catch(
      (error: NodeJS.ErrnoException) => ({
        status: error.code === 'EPIPE' || error.code === 'ECONNRESET' ? 413 : 0,
      }),
    );
    expect(answer.status).toBe(status);
  });

  it('a body of unknown length is only taken where files are sent', async () => {
    const port = await start([], (incoming, response) =>
      incoming.resume().on('end', () => response.end('ok')),
    );
    expect((await ask(port, '/sign-in', { 'transfer-encoding': 'chunked' }, 'x')).status).toBe(411);
    expect((await ask(port, '/api/uploads/a', { 'transfer-encoding': 'chunked' }, 'x')).status).toBe(200);
  });

  it('refuses to become a WebSocket', async () => {
    const port = await start([], tellHeaders);
    const line = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          'GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
        ),
      );
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''));
    });
    expect(line).toContain('426');
  });

  it('keeps connections longer than a tunnel does', async () => {
    await start([], tellHeaders);
    expect(front?.server.keepAliveTimeout).toBeGreaterThan(90_000);
  });
});

describe('stopping', () => {
  it('ends streams at once, lets a running request finish, and does not wait for idle connections', async () => {
    const agent = new Agent({ keepAlive: true });
    const ended: string[] = [];
    let finishSlow = () => {};
    const port = await start([], (incoming, response) => {
      if (incoming.url === '/live') {
        response.write('data: 1\n\n');
        frontLink().app = {
          setupCode: () => null,
          endStreams: () => response.end(),
          stop: async () => void ended.push('app'),
        };
      } else if (incoming.url === '/slow') finishSlow = () => response.end('whole');
      else response.end('ok');
    });
    const open = (path: string) =>
      new Promise<string>((resolve, reject) => {
        get({ port, path, agent, host: '127.0.0.1' }, (got) => {
          let text = '';
          got.on('data', (piece: Buffer) => (text += piece.toString()));
          got.on('end', () => resolve(text));
        }).on('error', reject);
      });
    await open('/quick');
    const [live, slow] = [open('/live'), open('/slow')];
    await expect.poll(() => frontLink().app !== undefined && finishSlow.name === 'finishSlow').toBe(true);
    if (!front) throw new Error('Not started.');
    const startedAtMs = performance.now();
    const stopped = stop(front, 10, 'SIGTERM');
    expect(await live).toBe('data: 1\n\n');
    finishSlow();
    expect(await slow).toBe('whole');
    await stopped;
    expect(ended).toEqual(['app']);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    agent.destroy();
    delete frontLink().app;
  });
});
