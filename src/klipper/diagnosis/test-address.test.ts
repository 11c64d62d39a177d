import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAddress } from '../egress/address.ts';
import { createEgressPolicy } from '../egress/policy.ts';
import { startFakeMoonraker } from '../testing/fake-moonraker.ts';
import type { FakeMoonraker } from '../testing/fake-moonraker.ts';
import { loopback } from '../testing/world.ts';
import type { AddressReport, LadderStep, TestAddressOptions } from './test-address.ts';
import { testAddress } from './test-address.ts';

async function climb(typed: string, options: TestAddressOptions = {}, policy = loopback) {
  const steps: LadderStep[] = [];
  const ladder = testAddress(parseAddress(typed), policy, options);
  for (;;) {
    const next = await ladder.next();
    if (next.done) return { report: next.value satisfies AddressReport, steps };
    steps.push(next.value);
  }
}

async function fake(prepare: (fake: FakeMoonraker) => void = () => undefined): Promise<string> {
  const started = await startFakeMoonraker();
  prepare(started);
  onTestFinished(() => started.close());
  return `127.0.0.1:${String(started.port)}`;
}

async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const failedAt = (steps: LadderStep[]) => steps.find((step) => step.state === 'failed')?.id;

describe('testAddress', () => {
  it('climbs to the top of a good printer', async () => {
    const { report, steps } = await climb(await fake());
    expect(report).toMatchObject({ ok: true, klippyState: 'ready', hostName: 'printer', cameras: ['bed'] });
    expect(steps.filter((step) => step.state === 'ok').map((step) => step.id)).toEqual(
      ['resolves', 'answers', 'moonraker', 'allowed', 'klipper', 'equipment'].filter(
        (id) => id !== 'equipment' || report.sensors.length > 0,
      ),
    );
  });

  it('refused: the computer answers, the port does not', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { report, steps } = await climb(`127.0.0.1:${String(port)}`);
    expect(report.problem).toMatchObject({ id: 'refused' });
    expect(failedAt(steps)).toBe('answers');
    expect(report.problem?.remedy.length).toBeGreaterThan(0);
  });

  it('not Moonraker: says what it seems to be', async () => {
    const address = await serve((_request, response) => {
      response
        .writeHead(404, { 'content-type': 'text/html' })
        .end('<html><title>OctoPrint <b></title></html>');
    });
    const { report, steps } = await climb(address);
    expect(report.problem?.id).toBe('not-moonraker');
    expect(report.problem?.cause).toContain('“OctoPrint”');
    expect(failedAt(steps)).toBe('moonraker');
  });

  it('401: is told from all others, with the ways in', async () => {
    const address = await fake((started) => {
      started.requiresKey = 'right';
    });
    const { report, steps } = await climb(address);
    expect(report.problem?.id).toBe('unauthorized');
    expect(failedAt(steps)).toBe('allowed');
    expect(report.problem?.remedy.join(' ')).toContain('API key');
    expect((await climb(address, { credentials: { apiKey: 'right' } })).report.ok).toBe(true);
  });

  it('502: the web page lives, Moonraker behind it does not', async () => {
    const { report } = await climb(
      await serve((_request, response) => response.writeHead(502).end('<html>')),
    );
    expect(report.problem?.id).toBe('refused');
    expect(report.problem?.cause).toContain('behind it');
  });

  it('forbidden: says why, and connects nowhere', async () => {
    let hits = 0;
    const address = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const { report } = await climb(address, {}, createEgressPolicy({ mode: 'cloud', extraPorts: 'any' }));
    expect(report.problem?.id).toBe('forbidden-address');
    expect(hits).toBe(0);
  });

  it('unreachable: a silent host is not a refusing one', async () => {
    const { report, steps } = await climb('192.168.1.50', {
      send: () => Promise.reject(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' })),
    });
    expect(report.problem?.id).toBe('unreachable');
    expect(failedAt(steps)).toBe('answers');
  });

  it('dns: a name that nobody knows', async () => {
    const { report } = await climb('no-such-printer.invalid');
    expect(report.problem?.id).toBe('name-not-found');
  });

  it('tls: a plain port asked for https', async () => {
    const { report } = await climb(`https://${await fake()}`);
    expect(report.problem?.id).toBe('tls');
  });

  it('finds Moonraker at the usual port when the typed one is a web page', async () => {
    const asked: string[] = [];
    const info = JSON.stringify({ result: { klippy_state: 'ready' } });
    const good = await serve((_request, response) => response.end(info));
    const bad = await serve((_request, response) => response.end('<title>My page</title>'));
    const { createHttpSend } = await import('../moonraker/http.ts');
    const send = createHttpSend(http.globalAgent);
    const { report } = await climb('http://192.168.1.50', {
      send: (request) => {
        const { port } = new URL(request.url);
        asked.push(port);
        const to = port === '7125' ? good : bad;
        return send({ ...request, url: `http://${to}${new URL(request.url).pathname}` });
      },
    });
    expect(report.ok).toBe(true);
    expect(report.address.port).toBe(7125);
    expect(asked.slice(0, 2)).toEqual(['', '7125']);
  });
});
