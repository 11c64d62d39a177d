import type { lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createHttpSend, requestText } from '../moonraker/http.ts';
import { createGuardedAgent } from './agent.ts';
import { createEgressPolicy } from './policy.ts';

/** A server that counts; nothing may ever reach it through the guard. */
async function inside(): Promise<{ port: number; hits: () => number }> {
  let hits = 0;
  const server = http.createServer((_request, response) => {
    hits += 1;
    response.end('secret');
  });
  server.on('upgrade', (_request, socket) => {
    hits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, hits: () => hits };
}

/** A resolver that answers with the given addresses, one after the other. */
function resolver(...answers: string[]): typeof systemLookup {
  let turn = 0;
  const fake = (_name: string, _options: unknown, callback: (error: null, found: unknown) => void) => {
    const address = answers[Math.min(turn++, answers.length - 1)] ?? '';
    callback(null, [{ address, family: 4 }]);
  };
  return fake as unknown as typeof systemLookup;
}

const cloud = createEgressPolicy({ mode: 'cloud', extraPorts: 'any' });

describe('guarded agent', () => {
  it('refuses a literal address although no lookup runs for it', async () => {
    const server = await inside();
    const agent = createGuardedAgent({ policy: cloud, secure: false });
    const url = `http://127.0.0.1:${String(server.port)}/`;
    await expect(requestText(createHttpSend(agent), { method: 'GET', url }, 1000)).rejects.toThrow(
      /this server itself/,
    );
    expect(server.hits()).toBe(0);
  });

  it('refuses a name that leads inside', async () => {
    const server = await inside();
    const agent = createGuardedAgent({ policy: cloud, secure: false, lookup: resolver('127.0.0.1') });
    const url = `http://printer.example.org:${String(server.port)}/`;
    await expect(requestText(createHttpSend(agent), { method: 'GET', url }, 1000)).rejects.toThrow(
      /this server itself/,
    );
    expect(server.hits()).toBe(0);
  });

  it('guards a WebSocket as well', async () => {
    const server = await inside();
    const agent = createGuardedAgent({ policy: cloud, secure: false });
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/websocket`, { agent });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toMatch(/this server itself/);
    expect(server.hits()).toBe(0);
  });

  it('looks at the peer it is connected to, whatever the check before said', async () => {
    const server = await inside();
    let checks = 0;
    // A policy that is fooled before dialling, as by a name that changes its answer in between.
    const fooled = {
      ...cloud,
      checkTarget: () => undefined,
      checkDialled: (ip: string, port: number, host: string) => {
        checks += 1;
        if (checks > 1) cloud.checkDialled(ip, port, host);
      },
    };
    const agent = createGuardedAgent({ policy: fooled, secure: false });
    const url = `http://127.0.0.1:${String(server.port)}/`;
    await expect(requestText(createHttpSend(agent), { method: 'GET', url }, 1000)).rejects.toThrow(
      /this server itself/,
    );
    expect(server.hits()).toBe(0);
  });

  it('does not follow a redirect', async () => {
    const server = http.createServer((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const home = createEgressPolicy({ mode: 'home', allowLoopback: true });
    const agent = createGuardedAgent({ policy: home, secure: false });
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const reply = await requestText(createHttpSend(agent), { method: 'GET', url }, 1000);
    expect(reply.status).toBe(302);
  });
});
