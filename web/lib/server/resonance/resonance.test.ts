import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PendingAction } from '#mcp/gate/types.ts';
import { principal } from '#mcp/testing/world.ts';
import { createKeptResonances } from './kept.ts';
import { createResonanceTool } from './tool.ts';

const options = { callId: 'c', signal: new AbortController().signal };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resonances-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function tool(files: Record<string, string> = {}) {
  const kept = createKeptResonances(join(folder, 'kept'));
  const parts = {
    kept,
    printer: (id: string) => ({ id, settings: () => ({}), snapshot: () => ({ toolhead: {} }) }) as never,
    recording: (_user: string, name: string) => files[name] ?? null,
  };
  const scope = { principal: principal(), selectedPrinterId: 'p1', signal: options.signal };
  return { kept, look: createResonanceTool(parts, scope) };
}

function finished(id: string, hertz: number, status = 'done'): PendingAction {
  const axes = [{ axis: 'x', peak_hz: hertz, recommended: { type: 'mzv', hertz } }];
  const result = { routine: 'input_shaper', result: { axes, previous: { x: 'mzv@41.2' } } };
  return { id, printerId: 'p1', status, outcome: { text: '', result } } as unknown as PendingAction;
}

/** Three seconds of a machine that swings at 50 Hz in x. */
function recording(): string {
  const lines = ['#time,accel_x,accel_y,accel_z'];
  for (let i = 0; i < 9600; i++) {
    const t = i / 3200;
    const swing = 4000 * Math.sin(2 * Math.PI * 50 * t);
    lines.push(
      [t, swing, 20 * Math.sin(i * 1.7), 9800 + 20 * Math.cos(i * 2.3)].map((v) => v.toFixed(6)).join(),
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('kept resonances', () => {
  it('can be compared over months, with the shapers that held before each', async () => {
    const { kept, look } = tool();
    expect((await look.call({}, options)).text).toContain('No resonances');
    await kept.take(finished('a', 52), Date.parse('2026-05-01T00:00:00Z'));
    await kept.take(finished('b', 49), Date.parse('2026-11-01T00:00:00Z'));
    await kept.take(finished('c', 30, 'refused'), Date.parse('2026-11-02T00:00:00Z'));
    const { data, text } = await look.call({}, options);
    expect(data).toMatchObject({ axes: [{ peak_hz: 49 }], earlier: [{ axes: [{ peak_hz: 52 }] }] });
    expect(text).toContain('2026-05-01: X 52 Hz (before it: shaper_x mzv@41.2)');
  });

  it('tell at once what an action has just found, in the order of their ends', async () => {
    const { kept } = tool();
    const taken = [kept.take(finished('a', 52), 0), kept.take(finished('b', 49), 1)];
    expect((await kept.all('p1')).map(({ action_id: id }) => id)).toEqual(['b', 'a']);
    await Promise.all(taken);
  });

  it('survive a line that was cut off, and are told only to who may see the printer', async () => {
    const { kept, look } = tool();
    await kept.take(finished('a', 52), 0);
    writeFileSync(join(folder, 'kept/p1.jsonl'), '{"measured_at":"20', { flag: 'a' });
    expect(await kept.of('p1')).toHaveLength(1);
    expect((await look.call({ printer: 'p2' }, options)).failed).toBe(true);
  });
});

describe('what was compared, applied and saved', () => {
  const ended = (id: string, result: unknown) =>
    ({ id, printerId: 'p1', status: 'done', outcome: { text: '', result } }) as unknown as PendingAction;

  it('is kept, with the way back, and told', async () => {
    const { kept, look } = tool();
    const belts = [
      { belt: 'a', peak_hz: 66 },
      { belt: 'b', peak_hz: 54 },
    ];
    const compared = { belts, similarity_pct: 40, advice: 'Belt B is the looser one.' };
    await kept.take(ended('a', { routine: 'input_shaper', result: compared }), 0);
    const applied = { shapers_now: { x: 'ei@50' }, previous: { x: 'mzv@41.2' } };
    await kept.take(ended('b', { routine: 'input_shaper', result: applied }), 1);
    const change = { section: 'input_shaper', option: 'shaper_freq_x', before: '41.2', after: '50' };
    const other = { section: 'extruder', option: 'pid_kp', before: '1', after: '2' };
    await kept.take(ended('c', { state: 'ready', diff: [change, other], backup: 'printer-1.cfg' }), 2);
    await kept.take(ended('d', { state: 'ready', diff: [other], backup: 'printer-2.cfg' }), 3);
    expect((await kept.all('p1')).map(({ kind }) => kind)).toEqual(['saved', 'applied', 'belts']);
    const { data, text } = await look.call({}, options);
    expect(data).toMatchObject({ belts: { similarity_pct: 40 } });
    expect(text).toContain('saved shaper_freq_x 50; save_calibration with restore printer-1.cfg brings back');
    expect(text).toContain('applied shaper_x ei@50 (before it: shaper_x mzv@41.2)');
    expect(text).not.toContain('pid_kp');
  });
});

describe('a recording dropped into the chat', () => {
  it('is analysed as one of the printer', async () => {
    writeFileSync(join(folder, 'x'), recording());
    const { look } = tool({ 'raw_data_x_1.csv': join(folder, 'x') });
    const { failed, data, text } = await look.call({ file: 'raw_data_x_1.csv' }, options);
    expect(failed).toBe(false);
    const [axis] = (data as { axes: { axis: string; peak_hz: number; warnings: string[] }[] }).axes;
    expect(axis).toMatchObject({ axis: 'x', warnings: [] });
    expect(Math.abs(axis!.peak_hz - 50)).toBeLessThan(1);
    expect(text).toContain('X: take');
  });

  it.each([
    ['not a recording', 'hello,world\n', /not a recording/],
    ['a moment', recording().split('\n').slice(0, 100).join('\n'), /too short/],
    [
      'constant',
      `#time,accel_x,accel_y,accel_z\n${Array.from({ length: 9600 }, (_, i) => `${i / 3200},0,0,0`).join('\n')}\n`,
      /constant/,
    ],
  ])('is refused where it is %s', async (_name, text, words) => {
    writeFileSync(join(folder, 'x'), text);
    const answer = await tool({ 'a.csv': join(folder, 'x') }).look.call({ file: 'a.csv' }, options);
    expect(answer).toMatchObject({ failed: true, text: expect.stringMatching(words) as string });
  });

  it('that is not there is named', async () => {
    const answer = await tool().look.call({ file: 'b.csv' }, options);
    expect(answer).toMatchObject({ failed: true, text: expect.stringContaining('b.csv') as string });
  });
});
