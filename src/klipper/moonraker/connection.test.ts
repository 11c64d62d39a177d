import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { startFakeMoonraker } from '../testing/fake-moonraker.ts';
import { tick, tickUntil } from '../testing/ticking.ts';
import { until } from '../testing/until.ts';
import { connected } from '../testing/world.ts';

describe('connection', () => {
  it('socket_opens_for_anyone: is told from a missing key by the refused call', async () => {
    const { printer } = await connected((fake) => {
      fake.requiresKey = 'right';
    });
    await until(() => printer.snapshot().connection.problem !== null, 'a problem');
    expect(printer.snapshot().connection.problem?.id).toBe('unauthorized');
    expect(printer.snapshot().stale).toBe(true);
  });

  it('gets in with the API key, in the socket and over HTTP', async () => {
    const { fake, printer } = await connected(
      (fake) => {
        fake.requiresKey = 'right';
      },
      { credentials: { apiKey: 'right' } },
    );
    await printer.whenReady(20_000);
    expect(fake.requests.filter((request) => request.by === 'http').length).toBeGreaterThan(0);
  });

  it.each([0, 250, 999, 2_500, 3_999])(
    'frozen_peer, %i ms into its life: is noticed within 10 s although the kernel keeps the socket open',
    async (phaseMs) => {
      const clock = manualClock();
      const { fake, printer } = await connected(undefined, { clock, random: () => 0 });
      await tickUntil(clock, () => printer.snapshot().connection.phase === 'connected', 'connected');
      await tick(clock, phaseMs);
      fake.freeze();
      const tookMs = await tickUntil(
        clock,
        () => printer.snapshot().connection.phase !== 'connected',
        'noticed',
      );
      expect(tookMs).toBeLessThanOrEqual(10_000);
      expect(printer.snapshot().connection.problem?.id).toBe('frozen');
    },
  );

  it('an idle printer sends nothing: pongs keep it fresh', async () => {
    const clock = manualClock();
    const { printer } = await connected(undefined, { clock });
    await tickUntil(clock, () => printer.snapshot().connection.phase === 'connected', 'connected');
    await tick(clock, 30_000);
    expect(printer.snapshot().connection.phase).toBe('connected');
    expect(printer.snapshot().stale).toBe(false);
  });

  it('clock_jumps_of_an_hour change neither age nor connection', async () => {
    const clock = manualClock();
    const { printer } = await connected(undefined, { clock });
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    clock.jumpWall(3_600_000);
    const { observedAtMs, stale } = printer.snapshot();
    expect(stale).toBe(false);
    expect(clock.nowMs() - (observedAtMs ?? 0)).toBeLessThan(5_000);
  });

  it.each([1_000, 3_300, 20_000, 90_000])(
    'moonraker_restart_closes_the_socket: after %i ms away it is back and whole within 2 s of its return',
    async (awayMs) => {
      const clock = manualClock();
      const { fake, printer } = await connected(undefined, { clock, random: () => 1 });
      await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
      const { port } = fake;
      await fake.close();
      await tickUntil(clock, () => printer.snapshot().connection.phase === 'reconnecting', 'noticed');
      await tick(clock, awayMs);
      const again = await startFakeMoonraker(port);
      const tookMs = await tickUntil(clock, () => !printer.snapshot().stale, 'fresh again');
      expect(tookMs).toBeLessThanOrEqual(2_000);
      printer.stop();
      await again.close();
    },
  );

  it('never connects more than once a second, flap as it may', async () => {
    const clock = manualClock();
    const { fake, printer } = await connected(undefined, { clock, random: () => 0 });
    const from = clock.monotonicMs();
    for (let flap = 0; flap < 10; flap += 1) {
      await tickUntil(clock, () => fake.sockets() === 1, 'a socket');
      fake.drop();
      await tickUntil(clock, () => fake.sockets() === 0, 'none');
    }
    const seconds = (clock.monotonicMs() - from) / 1000;
    expect(fake.connections).toBeLessThanOrEqual(seconds + 1.5);
    printer.stop();
    await until(() => fake.sockets() === 0, 'released');
  });

  it('stop() releases sockets and timers', async () => {
    const clock = manualClock();
    const { fake, printer } = await connected(undefined, { clock });
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    await printer.temperatureHistory(5);
    printer.stop();
    await until(() => fake.sockets() === 0, 'the socket is closed');
    await tick(clock, 20_000);
    expect(clock.pendingTimers()).toBe(0);
    expect(printer.snapshot().connection.phase).toBe('stopped');
  });

  it('a frame over 1 MiB cuts this connection only, and it comes back', async () => {
    const { fake, printer } = await connected();
    const other = await connected();
    await Promise.all([printer.whenReady(20_000), other.printer.whenReady(20_000)]);
    fake.sendRaw(JSON.stringify({ jsonrpc: '2.0', method: 'notify_x', params: ['y'.repeat(1_100_000)] }));
    await until(() => fake.connections === 2, 'connected again');
    expect(other.fake.connections).toBe(1);
  });

  it.each([
    ['not json'],
    ['null'],
    ['[]'],
    ['{"jsonrpc":"2.0","method":7}'],
    ['{"id":"x"}'],
    ['{"method":"constructor"}'],
  ])('is not impressed by %s', async (text) => {
    const { fake, printer } = await connected();
    await printer.whenReady(20_000);
    fake.sendRaw(text);
    expect(await printer.query('server.info')).toMatchObject({ klippy_state: 'ready' });
  });

  it('large answers are asked for by HTTP, where a frame limit does not count', async () => {
    const { printer } = await connected((fake) => {
      const many = Array.from({ length: 20_000 }, (_, index) => ({
        path: `folder/a file with a long name ${String(index)}.gcode`,
        modified: 1,
        size: 1,
      }));
      fake.on('server.files.list', () => many);
    });
    await printer.whenReady(20_000);
    expect(await printer.files.list()).toHaveLength(20_000);
  });

  it('an HTTP door that cuts connections ends nothing: what it was for is left out', async () => {
    const { printer } = await connected((fake) => {
      fake.serve('/server/jsonrpc', (request) => request.socket.destroy());
    });
    await printer.whenReady(20_000);
    expect(printer.snapshot().sensors.length).toBeGreaterThan(0);
    const other = await connected((fake) => {
      fake.serve('/server/jsonrpc', (request) => {
        fake.drop();
        request.socket.destroy();
      });
    });
    await until(() => other.fake.connections >= 2, 'connected again');
    await expect(other.printer.files.list()).rejects.toMatchObject({ name: 'PrinterError' });
  });

  it('optional_components: an absent one is "not available", without asking', async () => {
    const { fake, printer } = await connected();
    await printer.whenReady(20_000);
    await expect(printer.query('machine.update.status')).rejects.toMatchObject({ kind: 'not-available' });
    expect(fake.count('machine.update.status')).toBe(0);
  });
});
