import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { errorOfReply } from './moonraker/http-error.ts';
import { readRecordings } from './simulator/replay/recordings.ts';
import { FakeError, fixture, pick } from './testing/fake-moonraker.ts';
import type { FakeMoonraker } from './testing/fake-moonraker.ts';
import { tickUntil } from './testing/ticking.ts';
import { connected, decidedNow } from './testing/world.ts';

/** Traps of what Moonraker answers and of what its objects say, one test each, named after the trap. */

async function ready(prepare?: (fake: FakeMoonraker) => void) {
  const clock = manualClock();
  const world = await connected(prepare, { clock });
  await tickUntil(clock, () => world.printer.snapshot().klippy.state === 'ready', 'ready');
  return { ...world, clock };
}

const failures = readRecordings().http.filter(
  ({ response }) => (response?.body as { error?: unknown } | null)?.error !== undefined,
);
const textOf = (name: string) => {
  const found = failures.find((one) => one.name === name)?.response;
  return errorOfReply(name, found?.status ?? 0, JSON.stringify(found?.body)).message;
};

describe('traps of answers over HTTP', () => {
  it('reason_phrases_lose_line_breaks_and_angle_brackets: no recorded failure is told as "Unknown"', () => {
    expect(failures.length).toBeGreaterThan(80);
    const lost = failures.filter(({ response }) => {
      const { message } = errorOfReply('asked', response?.status ?? 0, JSON.stringify(response?.body));
      return /: (Unknown|)$/.test(message);
    });
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it('multi_line_errors_lost_over_http: the whole text is in the traceback', () => {
    expect(textOf('gcode-cold-extrude')).toContain('Extrude below minimum temp\nSee the');
    expect(textOf('gcode-macro-raise')).toContain('filament jam');
  });

  it('file_errors_have_a_generic_message: the reason is in brackets at the end of the traceback', () => {
    const generic = failures.filter(({ response }) => {
      const { error } = response?.body as { error: { message: string; traceback?: string } };
      return (
        /^(Bad Request|Forbidden|Unprocessable Entity)$/.test(error.message) &&
        /\(.+\)\s*$/.test(error.traceback ?? '')
      );
    });
    expect(generic.length).toBeGreaterThan(3);
    for (const { name } of generic)
      expect(textOf(name), name).not.toMatch(/: (Bad Request|Forbidden|Unprocessable Entity)/);
  });

  it('one_code_for_no_such_method_and_no_such_file: both are "not found", told apart by their words', async () => {
    const { fake, printer } = await ready();
    fake.on('server.files.metadata', () => {
      throw new FakeError(-32601, 'Metadata not available for <none.gcode>');
    });
    await expect(printer.query('server.files.metadata', { filename: 'none.gcode' })).rejects.toMatchObject({
      kind: 'not-found',
      wrong: 'Metadata not available for <none.gcode>',
    });
    await expect(printer.query('no.such_method')).rejects.toMatchObject({ wrong: 'Method not found' });
  });
});

describe('traps of commands’ answers', () => {
  it('unknown_command_is_a_success: its text comes as a response, and the caller gets it', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.gcode.script', () => {
      fake.notify('notify_gcode_response', ['// Unknown command:"FOO"']);
      return 'ok';
    });
    const outcome = await printer.gcode(['FOO'], { ...decidedNow(), issuedAtMs: clock.nowMs() });
    expect(outcome).toEqual({ status: 'done', result: 'ok', responses: ['// Unknown command:"FOO"'] });
  });

  it('a_client_that_gives_up_does_not_stop_the_script: the outcome is unknown, and nothing is sent again', async () => {
    const { fake, printer, clock } = await ready();
    fake.on('printer.gcode.script', null);
    const giveUp = new AbortController();
    const pending = printer.gcode(['G28'], {
      origin: 'test',
      issuedAtMs: clock.nowMs(),
      signal: giveUp.signal,
    });
    await tickUntil(clock, () => fake.count('printer.gcode.script') === 1, 'sent');
    giveUp.abort();
    expect((await pending).status).toBe('unknown');
    expect(fake.count('printer.gcode.script')).toBe(1);
  });
});

describe('traps of notifications', () => {
  it('reordered: an update that comes after a newer one counts only where the newer one is silent', async () => {
    const { fake, printer, clock } = await ready();
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    const late = { extruder: { temperature: 50, target: 200 } };
    fake.notify('notify_status_update', [{ extruder: { temperature: 51 } }, 2000.5]);
    fake.notify('notify_status_update', [late, 2000.25]);
    await tickUntil(clock, () => printer.snapshot().sensors[0]?.targetCelsius === 200, 'the late one');
    expect(printer.snapshot().sensors[0]?.celsius).toBe(51);
    fake.notify('notify_status_update', [{ extruder: { temperature: 52 } }, 2000.75]);
    await tickUntil(clock, () => printer.snapshot().sensors[0]?.celsius === 52, 'the next one');
  });

  it('duplicated: the same update twice changes nothing more', async () => {
    const { fake, printer, clock } = await ready();
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    for (let twice = 0; twice < 2; twice += 1)
      fake.notify('notify_status_update', [{ extruder: { temperature: 61 } }, 2001]);
    await tickUntil(clock, () => printer.snapshot().sensors[0]?.celsius === 61, 'the update');
    expect(printer.snapshot()).toMatchObject({ stale: false, connection: { phase: 'connected' } });
  });
});

describe('traps of what the objects say', () => {
  const say = async (changes: Record<string, object>) => {
    const objects = { ...fixture('objects-idle') } as Record<string, object>;
    for (const [name, fields] of Object.entries(changes)) objects[name] = { ...objects[name], ...fields };
    const { printer, clock } = await ready((fake) => {
      const answer = (params: Record<string, unknown>) => ({ eventtime: 1, status: pick(objects, params) });
      fake.on('printer.objects.subscribe', answer);
      fake.on('printer.objects.query', answer);
    });
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    return printer.snapshot();
  };

  it('is_paused_stays_true_after_a_start_while_paused: print_stats counts', async () => {
    const { job } = await say({
      pause_resume: { is_paused: true },
      print_stats: { state: 'printing', filename: 'a.gcode' },
    });
    expect(job.state).toBe('printing');
  });

  it('pause_with_nothing_printing_sets_is_paused: nothing is shown as paused', async () => {
    expect((await say({ pause_resume: { is_paused: true } })).job.state).toBe('standby');
  });

  it('idle_timeout_says_printing_for_any_activity: a lone command is no print', async () => {
    expect((await say({ idle_timeout: { state: 'Printing' } })).job.state).toBe('standby');
  });

  it('file_path_is_null_after_complete: the file is still named', async () => {
    const { job } = await say({
      print_stats: { state: 'complete', filename: 'a.gcode' },
      virtual_sdcard: { file_path: null, progress: 1, is_active: false },
    });
    expect(job).toMatchObject({ state: 'complete', path: 'a.gcode', progress: 1 });
  });
});
