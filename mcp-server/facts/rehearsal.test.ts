import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { startSimulatedWorld, type SimulatedWorld } from '../testing/simulated.ts';
import { createWorld, principal } from '../testing/world.ts';
import { call } from '../testing/tool-test.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: SimulatedWorld;
beforeAll(async () => {
  world = await startSimulatedWorld({ speed: 100 });
  for (const name of ['cube_thumb', 'honeycomb_std']) await put(`${name}.gcode`, real(name));
}, 60_000);
afterAll(() => world.stop());

const real = (name: string) =>
  gunzipSync(readFileSync(`${import.meta.dirname}/../../tests/fixtures/gcode/${name}.gcode.gz`));

async function put(path: string, bytes: Buffer) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const open = () => new Blob([new Uint8Array(bytes)]).stream();
  await world.printer.files.upload({ path, sizeBytes: bytes.length, sha256, open });
}

const start = (path: string) =>
  world.gate.propose({
    principal: principal({ turnId: path }),
    printerId: 'p1',
    steps: [{ tool: 'start_print', args: { path } }],
  });
const clock = { nowMs: Date.now, monotonicMs: () => performance.now(), after: () => () => undefined };
const read = (name: string, args: Record<string, unknown>) =>
  call({ ...world, clock } as unknown as ReturnType<typeof createWorld>, name, args);

describe('a file is rehearsed', () => {
  it.each(['cube_thumb', 'honeycomb_std'])('%s: a real file passes, with both times', async (name) => {
    const { data, text } = await read('preflight', { path: `${name}.gcode` });
    expect(data).toMatchObject({ ok: true, blocking: [], rehearsal: { time_s: expect.any(Number) } });
    expect(text).toMatch(/^Time: .+ on this printer; the slicer said .+\.$/m);
    const { facts } = await cardOf(`${name}.gcode`);
    expect(facts.find(({ label }) => label === 'Time')?.value).toContain('the slicer said');
    expect(facts.find(({ label }) => label === 'Rehearsed')?.value).toContain('Yes');
    expect(facts.find(({ label }) => label === 'Not counted')?.value).toContain('heating');
  });

  it('tells the queue and the list of files; a file that was not rehearsed is not read for them', async () => {
    await put('unread.gcode', real('cube_thumb'));
    await read('preflight', { path: 'cube_thumb.gcode' });
    const estimates = async (name: string, key: string) => {
      const { data } = await read(name, {});
      const entries = data[key] as { path: string; estimated_s: number; estimated_by: string }[];
      return new Map(entries.map(({ path, estimated_by }) => [path, estimated_by]));
    };
    const files = await estimates('list_files', 'files');
    expect(files.get('cube_thumb.gcode')).toBe('rehearsal');
    expect(files.get('unread.gcode')).toBe('slicer');
    await world.act('manage_queue', { action: 'add', paths: ['unread.gcode'] });
    expect(await estimates('get_queue', 'jobs')).toEqual(new Map([['unread.gcode', 'rehearsal']]));
    expect((await read('get_queue', {})).text).toContain('on this printer');
  });

  it.each([
    [
      'a position out of range',
      'G28\nM190 S60\nM109 S200\nG1 X400 F6000\n',
      'Line 4: X goes to 400',
      /[Ss]lice/,
    ],
    ['a move before homing', 'M190 S60\nM109 S200\nG1 X40 F6000\n', 'Line 3: X moves before', /G28/],
    ['cold extrusion', 'G28\nM83\nG1 X40 E1 F600\n', 'Line 3: The extruder moves filament', /M109/],
    ['a nozzle too hot', 'G28\nM109 S400\nG1 X40 E1 F600\n', 'Line 2: 400 °C for extruder', /material/],
  ])('%s refuses the start, with its line and what to do', async (what, lines, words, remedy) => {
    const path = `${what.replaceAll(' ', '_')}.gcode`;
    await put(path, Buffer.from(lines));
    const refused = await start(path);
    if (!isRefusal(refused)) throw new Error('it was not refused');
    expect(refused.refused).toMatchObject({ code: 'preflight', message: expect.stringContaining(words) });
    expect(refused.refused.hint).toMatch(remedy);
    const { data } = await read('preflight', { path });
    expect(data).toMatchObject({ ok: false });
    expect(String(data.blocking)).toContain(words);
  });

  it('what is only doubtful is on the card, with its line', async () => {
    await put('warned.gcode', Buffer.from('G28\nM109 S200\nM83\nG29\nG1 X40 E1 F600\n'));
    const { hazard } = await cardOf('warned.gcode');
    expect(hazard).toContain('Line 4: G29 is not a command of this printer');
  });

  it('a plan that homes and heats first makes up for a file that does neither', async () => {
    await put('bare.gcode', Buffer.from('M83\nG1 X40 E1 F600\n'));
    const steps = [
      { tool: 'home', args: {} },
      { tool: 'set_temperature', args: { heater: 'nozzle', target_c: 200 } },
      { tool: 'start_print', args: { path: 'bare.gcode' } },
    ];
    const action = await world.gate.propose({ principal: principal(), printerId: 'p1', steps });
    expect(isRefusal(action) ? action.refused.message : 'asked').toBe('asked');
    expect(isRefusal(await start('bare.gcode'))).toBe(true);
  });

  it('get_file tells what other limits would save, never a percentage alone', async () => {
    const path = 'honeycomb_std.gcode';
    const { data, text } = await read('get_file', { path, accel_mm_s2: 10_000 });
    const { now_s, then_s, saved_s } = data.with_limits as Record<string, number>;
    expect(now_s! - then_s!).toBeCloseTo(saved_s!, -1);
    expect(saved_s).toBeGreaterThan(60);
    expect(data.printer_time_s).toBe(now_s);
    expect(text).toMatch(/With these limits .+ instead of .+: .+ \([\d.]+ %\) less\./);
    expect(data.limited_by).toMatchObject({ 'acceleration and corners': expect.any(Number) });
  });
});

it('a file that cannot be rehearsed is said to be so on the card, never passed over', async () => {
  const fake = createWorld();
  const asked = await fake.gate.propose({
    principal: principal(),
    printerId: 'p1',
    steps: [{ tool: 'start_print', args: { path: 'cube.gcode' } }],
  });
  if (isRefusal(asked)) throw new Error(asked.refused.message);
  expect(asked.summary.hazard).toContain('The file was not rehearsed: the printer’s settings are not known.');
  expect(asked.summary.facts).toContainEqual({
    label: 'Rehearsed',
    value: 'No: the printer’s settings are not known.',
  });
});

async function cardOf(path: string) {
  const asked = await start(path);
  if (isRefusal(asked)) throw new Error(asked.refused.message);
  return asked.summary;
}
