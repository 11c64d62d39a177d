import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { until } from '../testing/until.ts';
import { decidedNow, loopback } from '../testing/world.ts';
import { rehearseAhead } from './ahead.ts';
import type { Printer } from '../printer.ts';
import { createRehearsals } from './rehearsals.ts';

vi.setConfig({ testTimeout: 90_000 });

async function world(speed = 60) {
  const simulator = await startSimulator({ port: 0, speed });
  const address = parseAddress(`127.0.0.1:${String(simulator.port)}`);
  const printer = connectPrinter({ id: 'sim', name: 'Practice', address, policy: loopback });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  const put = (path: string, bytes: Uint8Array, overwrite = false) =>
    printer.files.upload(
      {
        path,
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        async *open() {
          yield bytes;
        },
      },
      { overwrite },
    );
  return { printer, simulator, put };
}

const real = (name: string) =>
  gunzipSync(readFileSync(new URL(`../../../tests/fixtures/gcode/${name}.gcode.gz`, import.meta.url)));
/** The printer as `createRehearsals` wants it, without its spool. */
const sourceOf = (printer: Printer) => ({
  files: printer.files,
  settings: () => printer.settings(),
  objects: () => printer.objects(),
  commands: () => printer.commands(),
});
const text = (lines: string) => new TextEncoder().encode(lines);

describe('rehearsals of a printer’s files', () => {
  it('pass a real file, say its time beside the slicer’s, and answer the second question from memory', async () => {
    const { printer, put, simulator } = await world();
    await put('cube_thumb.gcode', real('cube_thumb'));
    const rehearsal = await printer.rehearse('cube_thumb.gcode');
    expect(rehearsal.findings.filter(({ severity }) => severity === 'blocking')).toEqual([]);
    expect(rehearsal.blocked).toBe(false);
    expect(rehearsal.slicerSeconds).toBeGreaterThan(0);
    expect(rehearsal.totalSeconds).toBeGreaterThan(rehearsal.slicerSeconds! * 0.5);
    expect(rehearsal.timeline.seconds.at(-1)).toBeCloseTo(rehearsal.totalSeconds, 6);
    const downloads = () => simulator.requests.filter((call) => /files\/gcodes/.test(JSON.stringify(call)));
    const before = downloads().length;
    expect(await printer.rehearse('cube_thumb.gcode')).toBe(rehearsal);
    expect(downloads()).toHaveLength(before);
  });

  it('find what this printer would refuse, and look again when the file is another one', async () => {
    const { printer, put } = await world();
    const start = 'G28\nM190 S60\nM109 S200\nM83\n';
    await put('a.gcode', text(`${start}G1 X400 F6000\n`));
    expect(await printer.rehearse('a.gcode')).toMatchObject({
      blocked: true,
      findings: [{ id: 'out-of-range', severity: 'blocking', line: 5 }, {}],
    });
    await put('a.gcode', text(`${start}G1 X40 Y40 E1 F6000\n`), true);
    expect(await printer.rehearse('a.gcode')).toMatchObject({ blocked: false, findings: [] });
  });

  it('count what will be done before the file starts', async () => {
    const { printer, put } = await world();
    await put('b.gcode', text('M83\nG1 X40 Y40 E1 F6000\n'));
    const ids = async (before?: { homed?: boolean; warm?: boolean }) =>
      (await printer.rehearse('b.gcode', before ? { before } : {})).findings.map(({ id }) => id);
    expect(await ids()).toEqual(['not-homed', 'not-homed', 'cold-extrusion']);
    expect(await ids({ homed: true })).toEqual(['cold-extrusion']);
    expect(await ids({ homed: true, warm: true })).toEqual([]);
  });

  it('plan with other limits than the printer’s', async () => {
    const { printer, put } = await world();
    await put('cube_thumb.gcode', real('cube_thumb'));
    const now = await printer.rehearse('cube_thumb.gcode');
    const faster = await printer.rehearse('cube_thumb.gcode', { limits: { maxAccel: 20_000 } });
    expect(faster.totalSeconds).toBeLessThan(now.totalSeconds);
    expect(faster.limits.maxAccel).toBe(20_000);
  });

  it('leave the thread to others while 17.8 MB are read, share the work, and go on after a time-out', async () => {
    const { printer, put, simulator } = await world();
    const honeycomb = real('honeycomb_std');
    await put('honeycomb_std.gcode', honeycomb);
    simulator.requests.length = 0;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const first = printer.rehearse('honeycomb_std.gcode');
    await expect(printer.rehearse('honeycomb_std.gcode', { withinMs: 5 })).rejects.toMatchObject({
      kind: 'timeout',
    });
    const abort = new AbortController();
    const gone = printer.rehearse('honeycomb_std.gcode', { signal: abort.signal });
    abort.abort();
    await expect(gone).rejects.toMatchObject({ kind: 'cancelled' });
    const rehearsal = await first;
    loop.disable();
    expect(rehearsal).toMatchObject({ blocked: false, bytes: honeycomb.length });
    expect(await printer.rehearse('honeycomb_std.gcode', { withinMs: 0 })).toBe(rehearsal);
    // The simulator shares this thread and tests share the machine, so single gaps are not ours to judge.
    expect(loop.percentile(50) / 1e6).toBeLessThan(50);
    expect(loop.count).toBeGreaterThan(20);
  });

  it('begin anew for who asks just after the last one who waited has gone', async () => {
    const { printer, put } = await world();
    await put('cube_thumb.gcode', real('cube_thumb'));
    const facts = (await printer.files.facts('cube_thumb.gcode'))!;
    const rehearsals = createRehearsals(sourceOf(printer), systemClock);
    onTestFinished(() => rehearsals.stop());
    const abort = new AbortController();
    const gone = rehearsals.rehearse('cube_thumb.gcode', { facts, signal: abort.signal });
    await new Promise(setImmediate);
    abort.abort();
    await expect(gone).rejects.toMatchObject({ kind: 'cancelled' });
    expect((await rehearsals.rehearse('cube_thumb.gcode', { facts })).moves).toBeGreaterThan(1000);
  });

  it('are there for a start that comes after a rehearsal in the background; one that fails there is silent', async () => {
    const { printer, put } = await world();
    await put('cube_thumb.gcode', real('cube_thumb'));
    rehearseAhead(printer, 'nothing.gcode');
    rehearseAhead(printer, 'cube_thumb.gcode');
    const [listed] = (await printer.files.list()).filter(({ path }) => path === 'cube_thumb.gcode');
    const known = () => printer.rehearsedBefore(listed!)?.moves;
    await expect.poll(known, { timeout: 30_000 }).toBeGreaterThan(1000);
    expect(printer.rehearsedBefore({ ...listed!, sizeBytes: 1 })).toBeNull();
  });

  it('tell how far they are, and know what is left of the loaded spool', async () => {
    const { printer, put } = await world();
    await put('cube_thumb.gcode', real('cube_thumb'));
    const progress: number[] = [];
    const { filamentMillimetres, findings } = await printer.rehearse('cube_thumb.gcode', {
      onProgress: (fraction) => progress.push(fraction),
    });
    expect(progress.at(-1)).toBe(1);
    expect(findings.map(({ id }) => id)).not.toContain('filament-short');
    const filament = async () => ({ remainingMillimetres: filamentMillimetres / 2 });
    const rehearsals = createRehearsals({ ...sourceOf(printer), filament }, systemClock);
    onTestFinished(() => rehearsals.stop());
    const short = await rehearsals.rehearse('cube_thumb.gcode');
    expect(short.findings.map(({ id }) => id)).toContain('filament-short');
  });

  it('say so for what is no G-code, not there, or not known', async () => {
    const { printer, put } = await world();
    await put('prose.gcode', text('once upon a time\nthere was a nozzle\n'));
    await expect(printer.rehearse('prose.gcode')).rejects.toMatchObject({ kind: 'bad-input' });
    await expect(printer.rehearse('nothing.gcode')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('tell the remaining time of a running print by its plan', async () => {
    const { printer, put } = await world(20);
    await put('cube_thumb.gcode', real('cube_thumb'));
    const { totalSeconds } = await printer.rehearse('cube_thumb.gcode');
    await printer.command('printer.print.start', { filename: 'cube_thumb.gcode' }, decidedNow());
    const job = () => printer.snapshot().job;
    await until(() => job().etaMethod === 'plan' && job().printSeconds > 60, 'the plan');
    const { remainingSeconds, printSeconds, planSeconds } = job();
    expect(planSeconds).toBe(totalSeconds);
    expect(Math.abs(remainingSeconds! + printSeconds - totalSeconds)).toBeLessThan(totalSeconds * 0.1);
  });
});
