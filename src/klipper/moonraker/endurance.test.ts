import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { startFakeMoonraker } from '../testing/fake-moonraker.ts';
import { tick, tickUntil } from '../testing/ticking.ts';
import { until } from '../testing/until.ts';
import { connected, decidedNow, loopback } from '../testing/world.ts';

describe('endurance', () => {
  it('flapping printers leave no socket, timer or listener behind', async () => {
    const clock = manualClock();
    const fakes = await Promise.all(Array.from({ length: 5 }, () => startFakeMoonraker()));
    const printers = fakes.map((fake, index) =>
      connectPrinter(
        {
          id: String(index),
          name: 'P',
          address: parseAddress(`127.0.0.1:${String(fake.port)}`),
          policy: loopback,
        },
        { clock, random: () => 0.5 },
      ),
    );
    onTestFinished(() => Promise.all(fakes.map((fake) => fake.close())).then(() => undefined));
    const settled = async () => {
      await tickUntil(clock, () => printers.every((printer) => !printer.snapshot().stale), 'all are there');
      await tick(clock, 1_000);
      return clock.pendingTimers();
    };
    const before = await settled();
    for (let flap = 0; flap < 12; flap += 1) {
      for (const fake of fakes) fake.drop();
      await tickUntil(clock, () => printers.every((printer) => printer.snapshot().stale), 'all are gone');
      await settled();
    }
    expect(await settled()).toBeLessThanOrEqual(before * 1.2);
    expect(fakes.map((fake) => fake.sockets())).toEqual([1, 1, 1, 1, 1]);
    for (const printer of printers) printer.stop();
    await tick(clock, 30_000);
    expect(clock.pendingTimers()).toBe(0);
  }, 60_000);

  it('a start whose answer is lost at any moment is sent once at most, and never told as done', async () => {
    for (let seed = 0; seed < 25; seed += 1) {
      const fake = await startFakeMoonraker();
      fake.on('printer.print.start', null);
      const printer = connectPrinter({
        id: 'p',
        name: 'P',
        address: parseAddress(`127.0.0.1:${String(fake.port)}`),
        policy: loopback,
      });
      await printer.whenReady(20_000);
      const pending = printer.command('printer.print.start', { filename: 'cube.gcode' }, decidedNow());
      for (let turns = 0; turns < seed % 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
      fake.drop();
      const outcome = await pending;
      expect(['unknown', 'not-sent']).toContain(outcome.status);
      expect(fake.count('printer.print.start')).toBeLessThanOrEqual(1);
      printer.stop();
      await fake.close();
    }
  }, 60_000);

  it('what is shown keeps its age when the printer goes away', async () => {
    const clock = manualClock();
    const { fake, printer } = await connected(undefined, { clock });
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    fake.drop();
    await tickUntil(clock, () => printer.snapshot().stale, 'stale');
    const seenAtMs = printer.snapshot().observedAtMs ?? 0;
    fake.on('server.info', null);
    await tick(clock, 12_000);
    expect(printer.snapshot().observedAtMs).toBe(seenAtMs);
    expect(clock.nowMs() - seenAtMs).toBeGreaterThan(11_000);
  });
});

describe('TLS', () => {
  /** HTTPS in front of a fake Moonraker, with a certificate nobody knows. */
  async function secured() {
    const fake = await startFakeMoonraker();
    const file = (name: string) =>
      readFileSync(new URL(`../../../tests/fixtures/tls/${name}`, import.meta.url), 'utf8');
    const cert = file('edge.crt');
    const server = https.createServer({ cert, key: file('edge.key') }, (request, response) => {
      const { method, url, headers } = request;
      const onward = http.request(
        { host: '127.0.0.1', port: fake.port, method, path: url, headers },
        (reply) => {
          response.writeHead(reply.statusCode ?? 500, reply.headers);
          reply.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    });
    server.on('upgrade', (request, socket) => {
      const onward = net.connect(fake.port, '127.0.0.1', () => {
        const lines = request.rawHeaders.map((word, index) =>
          index % 2 === 0 ? `${word}: ` : `${word}\r\n`,
        );
        onward.write(`GET ${request.url ?? ''} HTTP/1.1\r\n${lines.join('')}\r\n`);
        socket.pipe(onward).pipe(socket);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      server.close();
      await fake.close();
    });
    return {
      cert,
      address: parseAddress(`https://localhost:${String((server.address() as AddressInfo).port)}`),
    };
  }

  it('refuses a certificate nobody knows, and takes it with its authority', async () => {
    const { cert, address } = await secured();
    const stranger = connectPrinter({ id: 'a', name: 'A', address, policy: loopback });
    const known = connectPrinter({
      id: 'b',
      name: 'B',
      address,
      policy: loopback,
      credentials: { customCa: cert },
    });
    onTestFinished(() => {
      stranger.stop();
      known.stop();
    });
    await until(() => stranger.snapshot().connection.problem?.id === 'tls', 'refused');
    await known.whenReady(20_000);
    expect(known.snapshot().klippy.state).toBe('ready');
  });
});
