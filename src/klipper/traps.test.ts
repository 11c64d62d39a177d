import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import type { ManualClock } from './clock.ts';
import { FakeError, fixture, pick } from './testing/fake-moonraker.ts';
import type { FakeMoonraker } from './testing/fake-moonraker.ts';
import { tick, tickUntil } from './testing/ticking.ts';
import { until } from './testing/until.ts';
import { connected, decidedNow } from './testing/world.ts';

/** Traps of Moonraker's contract that a client meets, one test each, named after the trap. */

async function ready(prepare?: (fake: FakeMoonraker) => void) {
  const clock = manualClock();
  const world = await connected(prepare, { clock, random: () => 1 });
  await tickUntil(clock, () => world.printer.snapshot().klippy.state === 'ready', 'ready');
  await tickUntil(clock, () => world.fake.count('printer.gcode.help') > 0, 'loaded');
  return { ...world, clock };
}

const now = (clock: ManualClock) => ({ issuedAtMs: clock.nowMs(), origin: 'test' });

function setStatus(fake: FakeMoonraker, changes: Record<string, unknown>) {
  const objects = { ...fixture('objects-idle'), ...changes };
  const answer = (params: Record<string, unknown>) => ({ eventtime: 1, status: pick(objects, params) });
  fake.on('printer.objects.subscribe', answer);
  fake.on('printer.objects.query', answer);
}

describe('traps of restarts', () => {
  it('subscriptions_end_with_the_restart: subscribes again after notify_klippy_ready', async () => {
    const { fake, clock } = await ready();
    expect(fake.count('printer.objects.subscribe')).toBe(1);
    fake.notify('notify_klippy_disconnected');
    fake.notify('notify_klippy_ready');
    await tickUntil(clock, () => fake.count('printer.objects.subscribe') === 2, 'subscribed again');
  });

  it('a_restart_reads_another_configuration: who hears that Klipper is back finds the new one', async () => {
    const { fake, printer, clock } = await ready();
    const isReady = () => printer.snapshot().klippy.state === 'ready' && !printer.snapshot().stale;
    const info = fixture<Record<string, object>>('answers')['server.info'];
    fake.on('server.info', () => ({ ...info, klippy_state: 'disconnected', klippy_connected: false }));
    fake.notify('notify_klippy_disconnected');
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'disconnected', 'disconnected');
    // The settings are large: their answer comes long after everything else.
    let answer: ((status: object) => void) | null = null;
    fake.on('printer.objects.query', () => new Promise((resolve) => (answer = resolve)));
    fake.on('server.info', () => info);
    fake.notify('notify_klippy_ready');
    await tickUntil(clock, () => answer !== null || isReady(), 'asked for');
    await tick(clock, 1_000);
    expect(isReady()).toBe(false);
    answer!({
      eventtime: 1,
      status: { configfile: { settings: { input_shaper: { shaper_freq_x: 54 } } } },
    });
    await tickUntil(clock, isReady, 'ready again');
    expect(printer.settings()['input_shaper']?.['shaper_freq_x']).toBe(54);
  });

  it('no_notification_when_a_restart_ends_in_error: asks until Klipper is ready, in error or shut down', async () => {
    const { fake, printer, clock } = await ready();
    const info = fixture<Record<string, object>>('answers');
    fake.on('server.info', () => ({
      ...info['server.info'],
      klippy_state: 'disconnected',
      klippy_connected: false,
    }));
    fake.notify('notify_klippy_disconnected');
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'disconnected', 'disconnected');
    expect(printer.snapshot().stale).toBe(true);
    const text = "Option 'no_such_option' is not valid in section 'fan'\nadvice";
    fake.on('server.info', () => ({ ...info['server.info'], klippy_state: 'error' }));
    fake.on('printer.info', () => ({ state: 'error', state_message: text }));
    setStatus(fake, { webhooks: { state: 'error', state_message: text } });
    const tookMs = await tickUntil(clock, () => printer.snapshot().klippy.state === 'error', 'error');
    expect(printer.snapshot().klippy.message).toBe(text);
    expect(tookMs).toBeLessThanOrEqual(2_000);
  });

  it('server_info_lags_printer_info: waits when one says ready and the other startup', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.info', () => ({ state: 'startup', state_message: 'connecting' }));
    fake.notify('notify_klippy_ready');
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'startup', 'startup');
    fake.on('printer.info', () => ({ state: 'ready', state_message: 'Printer is ready' }));
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'ready', 'ready');
  });

  it('host_never_seen: printer endpoints do not exist yet, and that is "disconnected", not an error', async () => {
    const clock = manualClock();
    const { fake, printer } = await connected(
      (fake) => {
        const info = fixture<Record<string, object>>('answers')['server.info'];
        fake.on('server.info', () => ({ ...info, klippy_state: 'disconnected', klippy_connected: false }));
        const absent = () => {
          throw new FakeError(-32601, 'Method not found');
        };
        fake.on('printer.info', absent);
        fake.on('printer.objects.list', absent);
      },
      { clock },
    );
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'disconnected', 'disconnected');
    await printer.whenReady(1);
    expect(printer.snapshot().connection.phase).toBe('connected');
    expect(fake.count('printer.objects.subscribe')).toBe(0);
  });

  it('webhooks_first: after an emergency stop print_stats still reads paused', async () => {
    const { fake, printer, clock } = await ready();
    setStatus(fake, { webhooks: { state: 'shutdown', state_message: 'x' } });
    fake.on('printer.info', () => ({ state: 'shutdown', state_message: 'Shutdown due to webhooks request' }));
    const recorded = fixture<{ frames: { msg: { method: string; params?: unknown[] } }[] }>(
      'ws-emergency-stop-while-printing',
    );
    const upTo = recorded.frames.findIndex((frame) => frame.msg.method === 'notify_klippy_shutdown');
    for (const { msg } of recorded.frames.slice(0, upTo)) fake.notify(msg.method, msg.params);
    await tickUntil(
      clock,
      () => printer.objects()['print_stats']?.['state'] === 'paused',
      'the recorded state',
    );
    const snapshot = printer.snapshot();
    expect(snapshot.klippy.state).toBe('shutdown');
    expect(snapshot.job.state).toBe('error');
    expect(snapshot.job.message).toBe('Shutdown due to webhooks request');
  });

  it('sensors_read_zero_before_the_board_is_configured: zero is then no temperature', async () => {
    const { fake, printer, clock } = await ready();
    const cold = { temperature: 0, target: 0, power: 0 };
    setStatus(fake, { webhooks: { state: 'error', state_message: 'bad' }, extruder: cold, heater_bed: cold });
    fake.on('printer.info', () => ({ state: 'error', state_message: 'bad' }));
    fake.notify('notify_klippy_ready');
    await tickUntil(clock, () => printer.snapshot().sensors[0]?.celsius === null, 'no temperature');
    expect(printer.snapshot().klippy.state).toBe('error');
  });

  it('lost_subscription_without_a_word: a ready printer that is silent for 20 s is asked again', async () => {
    const { fake, clock } = await ready();
    const before = fake.count('printer.objects.subscribe');
    const keepAlive = setInterval(() => fake.notify('notify_proc_stat_update', [{}]), 2);
    await tickUntil(clock, () => fake.count('printer.objects.subscribe') > before, 'subscribed again');
    clearInterval(keepAlive);
  });
});

describe('traps of commands', () => {
  it('errors_of_several_lines: the whole text comes from the socket', async () => {
    const text = "Extrude below minimum temp\nSee the 'min_extrude_temp' config option for details";
    const { fake, printer, clock } = await ready();
    fake.on('printer.gcode.script', () => {
      fake.notify('notify_gcode_response', ['!! Extrude below minimum temp']);
      throw new FakeError(400, text);
    });
    const outcome = await printer.gcode(['G1 E10'], now(clock));
    expect(outcome).toEqual({
      status: 'refused',
      message: text,
      code: 400,
      responses: ['!! Extrude below minimum temp'],
    });
  });

  it('scripts_queue: a second script waits, and each gets its own answer', async () => {
    const { fake, printer, clock } = await ready();
    const release: (() => void)[] = [];
    fake.on(
      'printer.gcode.script',
      () =>
        new Promise((resolve) =>
          release.push(() => {
            resolve('ok');
          }),
        ),
    );
    const first = printer.gcode(['G4 P6000'], now(clock));
    const second = printer.gcode(['M117 second'], now(clock));
    await until(() => release.length === 2, 'both were sent');
    expect(await printer.query('server.info')).toMatchObject({ klippy_state: 'ready' });
    release[0]?.();
    expect((await first).status).toBe('done');
    release[1]?.();
    expect((await second).status).toBe('done');
    expect(fake.count('printer.gcode.script')).toBe(2);
  });

  it('print_start_while_paused_drops_the_paused_print: is not sent', async () => {
    const { fake, printer, clock } = await ready();
    const stats = { ...(fixture('objects-idle')['print_stats'] as object), state: 'paused' };
    setStatus(fake, { print_stats: stats });
    fake.notify('notify_status_update', [{ print_stats: { state: 'paused' } }, 2]);
    await tickUntil(clock, () => printer.snapshot().job.state === 'paused', 'paused');
    const outcome = await printer.command('printer.print.start', { filename: 'a.gcode' }, now(clock));
    expect(outcome.status).toBe('not-sent');
    expect(fake.count('printer.print.start')).toBe(0);
  });

  it('pause_with_nothing_printing_marks_the_printer_as_paused: is not sent', async () => {
    const { fake, printer, clock } = await ready();
    const outcome = await printer.command('printer.print.pause', {}, now(clock));
    expect(outcome).toMatchObject({
      status: 'not-sent',
      message: expect.stringContaining('Nothing is printing'),
    });
    expect(fake.count('printer.print.pause')).toBe(0);
  });

  it('live_state_is_a_quarter_second_behind: asks before it refuses', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.objects.query', () => ({
      eventtime: 3,
      status: { print_stats: { state: 'printing' } },
    }));
    const outcome = await printer.command('printer.print.pause', {}, now(clock));
    expect(outcome.status).toBe('done');
  });

  it('dots_in_a_path_reach_other_folders: is not sent', async () => {
    const { fake, printer, clock } = await ready();
    for (const path of ['gcodes/../config/macros.cfg', 'gcodes/%2e%2e/config/macros.cfg', 'a\\..\\b']) {
      const outcome = await printer.command('server.files.delete_file', { path }, now(clock));
      expect(outcome.status).toBe('not-sent');
    }
    expect(fake.count('server.files.delete_file')).toBe(0);
  });

  it('a line break in a line of G-code is another command: is not sent', async () => {
    const { fake, printer, clock } = await ready();
    for (const line of ['M117 hello\nM112', 'M117 a\rG28', 'M117 \u0000']) {
      expect((await printer.gcode([line], now(clock))).status).toBe('not-sent');
    }
    expect(fake.count('printer.gcode.script')).toBe(0);
  });

  it('questions cannot run G-code', async () => {
    const { fake, printer } = await ready();
    await expect(printer.query('printer.gcode.script', { script: 'G28' })).rejects.toMatchObject({
      kind: 'bad-input',
    });
    expect(fake.count('printer.gcode.script')).toBe(0);
  });

  it('late_commands_start_prints_at_night: a decision older than 30 s is dropped', async () => {
    const { fake, printer, clock } = await ready();
    const issuedAtMs = clock.nowMs();
    await tick(clock, 31_000);
    const outcome = await printer.gcode(['M104 S200'], { issuedAtMs, origin: 'test' });
    expect(outcome.status).toBe('not-sent');
    const future = await printer.gcode(['M104 S200'], {
      issuedAtMs: clock.nowMs() + 3_600_000,
      origin: 'test',
    });
    expect(future.status).toBe('not-sent');
    const broken = await printer.gcode(['M104 S200'], { issuedAtMs: Number.NaN, origin: 'test' });
    expect(broken.status).toBe('not-sent');
    expect(fake.count('printer.gcode.script')).toBe(0);
  });

  it('lost_answer: the outcome is unknown, the state is read again, and nothing is sent twice', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.print.start', null);
    const pending = printer.command('printer.print.start', { filename: 'cube.gcode' }, now(clock));
    await until(() => fake.count('printer.print.start') === 1, 'sent');
    const reads = fake.count('printer.objects.subscribe');
    fake.drop();
    expect((await pending).status).toBe('unknown');
    await tickUntil(clock, () => fake.count('printer.objects.subscribe') > reads, 'the state is read again');
    expect(fake.count('printer.print.start')).toBe(1);
  });

  it('klippy_disconnected_under_way: may have been carried out, so it is unknown', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.gcode.script', () => {
      throw new FakeError(503, 'Klippy Disconnected');
    });
    expect((await printer.gcode(['SAVE_CONFIG'], now(clock))).status).toBe('unknown');
    fake.on('printer.gcode.script', () => {
      throw new FakeError(503, 'Klippy Host not connected');
    });
    expect((await printer.gcode(['G28'], now(clock))).status).toBe('refused');
  });

  it('without_a_connection nothing is sent, and that is said', async () => {
    const { fake, printer } = await connected();
    await printer.whenReady(20_000);
    await fake.close();
    await until(() => printer.snapshot().connection.phase === 'reconnecting', 'cut');
    expect((await printer.gcode(['G28'], decidedNow())).status).toBe('not-sent');
  });
});

describe('traps of the emergency stop', () => {
  it('answers_ok_in_5_ms: success is told only when the shutdown is seen', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.emergency_stop', () => 'ok');
    let outcome: unknown = null;
    void printer.emergencyStop().then((result) => {
      outcome = result;
    });
    await tick(clock, 1_000);
    expect(outcome).toBeNull();
    fake.on('printer.info', () => ({ state: 'shutdown', state_message: 'Shutdown due to webhooks request' }));
    await tickUntil(clock, () => outcome !== null, 'stopped');
    expect(outcome).toMatchObject({ status: 'stopped' });
  });

  it('no_open_socket: goes by HTTP', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.emergency_stop', () => 'ok');
    fake.on('printer.info', () => ({ state: 'shutdown', state_message: 'x' }));
    fake.drop();
    await until(() => printer.snapshot().connection.phase === 'reconnecting', 'cut');
    let outcome: unknown = null;
    void printer.emergencyStop().then((result) => {
      outcome = result;
    });
    await until(() => fake.paths.includes('POST /printer/emergency_stop'), 'sent by HTTP');
    await tickUntil(clock, () => outcome !== null, 'stopped');
    expect(outcome).toMatchObject({ status: 'stopped' });
  });

  it('frozen_socket: is sent by HTTP as well, the one command worth sending twice', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.emergency_stop', null);
    fake.on('printer.info', () => ({ state: 'shutdown', state_message: 'x' }));
    let outcome: unknown = null;
    void printer.emergencyStop().then((result) => {
      outcome = result;
    });
    await tickUntil(clock, () => fake.paths.includes('POST /printer/emergency_stop'), 'sent by HTTP');
    fake.notify('notify_klippy_shutdown');
    await tickUntil(clock, () => outcome !== null, 'an outcome');
  });

  it('is never called stopped when nothing was seen', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.emergency_stop', () => 'ok');
    let outcome: unknown = null;
    void printer.emergencyStop().then((result) => {
      outcome = result;
    });
    await tickUntil(clock, () => outcome !== null, 'an outcome');
    expect(outcome).toMatchObject({ status: 'not-confirmed' });
  });
});
