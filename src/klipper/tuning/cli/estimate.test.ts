import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { groundTruth } from '../testing/fixtures.ts';
import { main } from './estimate.ts';
import { run } from '../testing/runCommand.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const gcode = (name: string) => join(groundTruth, 'print-time/gcode', `${name}.gcode.gz`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'estimate-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run estimate', () => {
  it('prints the fields of a reference run, what it left out and what it used', async () => {
    const { code, out } = await run(main, gcode('dwell'), '--json');
    const answer = JSON.parse(out);
    const expected = JSON.parse(await readFile(join(groundTruth, 'print-time/expected.json'), 'utf8'));
    const [wanted] = expected.files.dwell.runs;
    expect(code).toBe(0);
    expect(answer).toMatchObject(wanted);
    expect(answer.printer).toEqual({ ...expected.printer });
    expect(answer.not_included).toContain('homing: one G28 command');
  });

  it('takes every limit', async () => {
    const flags = [
      '--max-velocity=200',
      '--max-accel=4500',
      '--square-corner-velocity=0',
      '--minimum-cruise-ratio=0.9',
    ];
    const more = [
      '--max-extrude-only-velocity=120',
      '--max-extrude-only-accel=3000',
      '--instantaneous-corner-velocity=0.5',
    ];
    const { out } = await run(main, gcode('fw_retract'), ...flags, ...more, '--json');
    const expected = JSON.parse(await readFile(join(groundTruth, 'print-time/expected.json'), 'utf8'));
    expect(JSON.parse(out)).toMatchObject(expected.files.fw_retract.runs.at(-1));
  });

  it('reads plain files and speaks to people', async () => {
    const path = join(folder, 'plain.gcode');
    await writeFile(path, 'G28\nG1 X100 F6000\nG4 P3600000\n');
    const { code, out } = await run(main, path);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 h 00 min \(3601\.\d s, 1 moves\)/);
    expect(out).toContain('At 300 mm/s, 3000 mm/s², square corners 5 mm/s.');
  });

  it.each([
    ['G1 X1.2.3 F600\n', 'Line 1: cannot read "X1.2.3"'],
    ['Once upon a time\n', 'this is no G-code'],
  ])('answers what cannot be timed with { error } and code 2', async (text, message) => {
    const path = join(folder, 'bad.gcode');
    await writeFile(path, text);
    const { code, out } = await run(main, path, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toContain(message);
  });

  it.each([
    [['--max-accel', 'much', gcode('dwell')], '--max-accel needs a number'],
    [['--max-accel=0', gcode('dwell')], 'max accel must be above 0'],
    [[gcode('dwell'), gcode('arcs')], 'Use: npm run estimate'],
    [['/nowhere/a.gcode'], '/nowhere/a.gcode cannot be read'],
    [['--check', '/nowhere'], 'without an expected.json'],
  ])('refuses %j with code 2', async (args, message) => {
    const { code, error } = await run(main, ...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  it('fails a check where one move is missing', async () => {
    const expected = JSON.parse(await readFile(join(groundTruth, 'print-time/expected.json'), 'utf8'));
    const small = { ...expected, files: { dwell: expected.files.dwell } };
    await cp(gcode('dwell'), join(folder, 'gcode/dwell.gcode.gz'), { recursive: true });
    await writeFile(join(folder, 'expected.json'), JSON.stringify(small));
    expect((await run(main, '--check', folder)).code).toBe(0);
    small.files.dwell.runs[0].moves += 1;
    await writeFile(join(folder, 'expected.json'), JSON.stringify(small));
    const { code, error } = await run(main, '--check', folder);
    expect(code).toBe(1);
    expect(error).toBe('dwell run 1: moves is 31, expected 32');
  });
});
