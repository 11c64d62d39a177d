import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { startFakeMoonraker } from '../testing/fake-moonraker.ts';
import { until } from '../testing/until.ts';
import { decidedNow, loopback } from '../testing/world.ts';
import type { BoxLine } from './line.ts';
import { connectRecorded } from './recorder.ts';
import { replay } from './replay.ts';
import { createRing } from './ring.ts';
import { whyDidItStop } from './why.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'black-box-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** Bytes in a folder with all that is in it. */
function sizeOf(directory: string): number {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(directory, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

async function recorded() {
  const directory = folder();
  const simulator = await startSimulator({ port: 0, speed: 60 });
  const printer = connectRecorded(
    {
      id: 'sim',
      name: 'Practice',
      address: parseAddress(`127.0.0.1:${String(simulator.port)}`),
      policy: loopback,
    },
    {},
    { directory },
  );
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  return { printer, simulator, directory };
}

describe('ring', () => {
  it('keeps an hour, in bounded pieces, and lets the oldest fall out', async () => {
    const clock = manualClock();
    const directory = folder();
    const ring = createRing({ directory, clock, maxBytes: 200_000 });
    for (let minute = 0; minute < 90; minute += 1) {
      for (let each = 0; each < 20; each += 1) {
        ring.add({ atMs: clock.nowMs(), kind: 'response', data: `${'x'.repeat(100)} ${String(minute)}` });
      }
      clock.advance(60_000);
    }
    const lines = await ring.lines();
    expect(lines.length).toBeGreaterThan(100);
    expect(lines[0]?.atMs).toBeGreaterThanOrEqual(clock.nowMs() - 3_600_000);
    const bytes = readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
    expect(bytes).toBeLessThan(200_000);
    await ring.stop();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('stays below 20 MB on the disk with everything saved, and a cut incident still replays', async () => {
    const clock = manualClock();
    const directory = folder();
    const ring = createRing({ directory, clock });
    const objects = { extruder: { temperature: 20 }, configfile: { settings: 'x'.repeat(60_000) } };
    ring.onPiece(() => ring.add({ atMs: clock.nowMs(), kind: 'objects', data: objects }));
    let largest = 0;
    // Two hours of a machine that tells far more than real ones do: 26 MB, with a stop every quarter of an hour.
    for (let minute = 0; minute < 120; minute += 1) {
      for (let each = 0; each < 20; each += 1) {
        const data = { extruder: { temperature: minute }, exclude_object: { objects: 'y'.repeat(10_000) } };
        ring.add({ atMs: clock.nowMs(), kind: 'delta', data });
      }
      clock.advance(60_000);
      if (minute % 15 === 14) await ring.save('shutdown');
      else await ring.lines();
      largest = Math.max(largest, sizeOf(directory));
    }
    expect(largest).toBeGreaterThan(15_000_000);
    expect(largest).toBeLessThanOrEqual(20_000_000);
    const [incident] = (await ring.incidents()).slice(-1);
    const last = [...replay(await ring.incident(incident ?? ''))].at(-1);
    expect(last?.sensors[0]?.celsius).toBe(119);
    await ring.stop();
  });

  it('survives a torn last line', async () => {
    const clock = manualClock();
    const directory = folder();
    const ring = createRing({ directory, clock });
    ring.add({ atMs: clock.nowMs(), kind: 'response', data: 'ok' });
    await ring.lines();
    const [piece] = readdirSync(directory);
    writeFileSync(join(directory, piece ?? ''), '{"atMs":1,"kind":"resp', { flag: 'a' });
    expect(await ring.lines()).toHaveLength(1);
  });

  it('tells a disk that refuses, once, and goes on', async () => {
    const clock = manualClock();
    const directory = join(folder(), 'file');
    writeFileSync(directory, 'not a folder');
    const troubles: string[] = [];
    const ring = createRing({ directory, clock, onTrouble: (message) => troubles.push(message) });
    for (let turn = 0; turn < 3; turn += 1) {
      ring.add({ atMs: clock.nowMs(), kind: 'response', data: 'x' });
      expect(await ring.lines()).toEqual([]);
    }
    expect(troubles).toHaveLength(1);
  });
});

describe('black box', () => {
  it('answers who pressed the emergency stop, saves the incident, and replays it', async () => {
    const { printer } = await recorded();
    await printer.gcode(['M104 S200'], decidedNow('chat:owner'));
    await until(() => printer.snapshot().sensors[0]?.targetCelsius === 200, 'the target');
    await printer.emergencyStop({ origin: 'chat:owner' });
    await until(() => printer.snapshot().klippy.state === 'shutdown', 'shutdown');
    const why = await printer.blackBox.whyDidItStop();
    expect(why).toMatchObject({ id: 'estop.user', cause: expect.stringContaining('chat:owner') });
    const { findings } = await diagnose({ printer });
    expect(findings[0]?.id).toBe('estop.user');
    expect(findings.map((finding) => finding.id)).not.toContain('mcu.command_request');

    const name = await printer.blackBox.save('test');
    const lines = await printer.blackBox.incident(name);
    const snapshots = [...replay(lines)];
    expect(
      snapshots.some((snapshot) => snapshot.sensors.some((sensor) => sensor.targetCelsius === 200)),
    ).toBe(true);
    expect(snapshots.at(-1)?.klippy.state).toBe('shutdown');
    expect(await printer.blackBox.incident('../../etc/passwd')).toEqual([]);
  });

  it('what a hostile printer nests without end is left out of the record, and the record goes on', async () => {
    const fake = await startFakeMoonraker();
    const address = parseAddress(`127.0.0.1:${String(fake.port)}`);
    const directory = folder();
    const printer = connectRecorded({ id: 'p', name: 'P', address, policy: loopback }, {}, { directory });
    onTestFinished(async () => {
      printer.stop();
      await printer.blackBox.closed();
      await fake.close();
    });
    await printer.whenReady(20_000);
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    fake.sendRaw(`{"method":"notify_status_update","params":[{"fan":{"speed":${deep}}},1]}`);
    fake.sendRaw(`{"method":"notify_proc_stat_update","params":[{"cpu_temp":${deep}}]}`);
    fake.notify('notify_status_update', [{ extruder: { temperature: 44 } }, 2]);
    await until(() => printer.snapshot().sensors[0]?.celsius === 44, 'the update after them');
    const deltas = (await printer.blackBox.lines()).filter(({ kind }) => kind === 'delta');
    expect(deltas.map(({ data }) => data)).toEqual([{ extruder: { temperature: 44 } }]);
  });

  it('names the sensor that stopped the printer', async () => {
    const { printer, simulator } = await recorded();
    simulator.faults.set('thermistor-open');
    await until(() => printer.snapshot().klippy.state === 'shutdown', 'shutdown', 30_000);
    expect((await printer.blackBox.whyDidItStop())?.id).toBe('heat.adc_range');
  });
});

describe('whyDidItStop', () => {
  const at = (seconds: number) => 1_800_000_000_000 + seconds * 1000;
  const job = (seconds: number, state: string, message = ''): BoxLine => ({
    atMs: at(seconds),
    kind: 'job',
    data: { state, path: 'a.gcode', message },
  });

  it('is silent when nothing stopped', () => {
    expect(whyDidItStop([job(0, 'printing'), job(10, 'complete')])).toBeNull();
  });

  it('tells a cancel by a person from one at the printer', () => {
    const cancel: BoxLine = {
      atMs: at(9),
      kind: 'command',
      data: {
        method: 'printer.print.cancel',
        params: {},
        origin: 'page:anna',
        status: 'done',
        message: null,
      },
    };
    expect(whyDidItStop([cancel, job(10, 'cancelled')])?.cause).toContain('page:anna');
    expect(whyDidItStop([job(10, 'cancelled')])?.cause).toContain('at the printer');
  });

  it('on_error_gcode_cancel_loses_the_text: finds it among the responses', () => {
    const line: BoxLine = { atMs: at(9), kind: 'response', data: '!! Move out of range: 300 0 0 [0]' };
    const why = whyDidItStop([line, job(10, 'cancelled')]);
    expect(why?.id).toBe('cmd.out_of_range');
    expect(why?.evidence.join(' ')).toContain('Move out of range');
  });

  it('print_stats cancelled before the answer to the cancel came: still knows who it was', () => {
    const cancel: BoxLine = {
      atMs: at(12),
      kind: 'command',
      data: {
        method: 'printer.print.cancel',
        params: {},
        origin: 'page:anna',
        status: 'done',
        message: null,
      },
    };
    const why = whyDidItStop([job(10, 'cancelled'), cancel]);
    expect(why).toMatchObject({ cause: expect.stringContaining('page:anna'), severity: 'info' });
  });

  it('a pause that holds: by the runout switch, by a person, or by the file; none after a resume', () => {
    const runout: BoxLine = {
      atMs: at(9),
      kind: 'delta',
      data: { 'filament_switch_sensor spool': { filament_detected: false } },
    };
    const pause: BoxLine = {
      atMs: at(9),
      kind: 'command',
      data: {
        method: 'printer.gcode.script',
        params: { script: 'PAUSE' },
        origin: 'chat:ben',
        status: 'done',
        message: null,
      },
    };
    expect(whyDidItStop([runout, job(10, 'paused')])).toMatchObject({ id: 'runout', severity: 'error' });
    expect(whyDidItStop([pause, job(10, 'paused')])?.cause).toContain('chat:ben');
    expect(whyDidItStop([job(10, 'paused')])?.cause).toContain('by its file');
    expect(whyDidItStop([runout, job(10, 'paused'), job(20, 'printing')])).toBeNull();
  });
});
