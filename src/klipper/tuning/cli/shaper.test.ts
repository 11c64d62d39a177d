import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { groundTruth } from '../testing/fixtures.ts';
import { main } from './shaper.ts';
import { run } from '../testing/runCommand.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const raw = (name: string) => join(groundTruth, 'shaper/raw', `${name}.csv.gz`);
const json = async (...args: string[]) => JSON.parse((await run(main, ...args, '--json')).out);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaper-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run shaper', () => {
  it('prints the object others read', async () => {
    const answer = await json(raw('y_short_3s'));
    expect(Object.keys(answer)).toEqual([
      'recommended',
      'shapers',
      'sampling_freq',
      'nfft',
      'axes_noise',
      'warnings',
    ]);
    expect(answer).toMatchObject({ recommended: { name: 'mzv', freq: 46 }, nfft: 2048 });
    expect(Object.keys(answer.shapers[0])).toEqual([
      'name',
      'freq',
      'vibrations',
      'smoothing',
      'score',
      'max_accel',
    ]);
    expect(answer.axes_noise).toHaveLength(3);
  });

  it('judges several recordings together', async () => {
    const answer = await json(raw('x_typical_55'), raw('x_two_peaks_42_78'));
    expect(answer.recommended).toEqual({ name: '2hump_ei', freq: 74.2 });
    expect(answer.recordings).toHaveLength(2);
  });

  it('takes every option', async () => {
    const options = [
      '--scv',
      '8',
      '--max-smoothing',
      '0.2',
      '--max-vibrations',
      '0.5',
      '--damping-ratio',
      '0.1',
    ];
    const more = ['--test-damping-ratios', '0.05,0.1', '--max-freq', '120', '--shapers', 'zv,mzv(n=5,t=1.0)'];
    const answer = await json(raw('y_short_3s'), ...options, ...more, '--shaper-freqs', ':60:0.5');
    expect(answer.shapers.map(({ name }: { name: string }) => name)).toEqual(['zv', 'mzv(n=5,t=1.0)']);
    expect(answer.shapers.every(({ freq }: { freq: number }) => freq < 60 && (freq * 2) % 1 === 0)).toBe(
      true,
    );
    const list = await json(raw('y_short_3s'), '--shaper-freqs', '40,52.5');
    expect(list.shapers.every(({ freq }: { freq: number }) => [40, 52.5].includes(freq))).toBe(true);
  });

  it('answers a recording that cannot be analysed with { error } and code 2', async () => {
    const { code, out } = await run(main, raw('x_too_short'), '--json');
    expect(code).toBe(2);
    expect(Object.keys(JSON.parse(out))).toEqual(['error']);
  });

  it.each([
    [['--scv', 'fast', raw('y_short_3s')], '--scv needs a number'],
    [['--colour', raw('y_short_3s')], 'colour'],
    [['--shaper-freqs', '1:2:3:4', raw('y_short_3s')], 'start:end:step or a list'],
    [['/nowhere/x.csv'], '/nowhere/x.csv cannot be read'],
    [[], 'Use: npm run shaper'],
  ])('refuses %j with code 2', async (args, message) => {
    const { code, error } = await run(main, ...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  it('says for people what it found', async () => {
    const { code, out } = await run(main, raw('y_short_3s'));
    expect(code).toBe(0);
    expect(out).toMatch(/mzv +46\.0 Hz: .* % vibration left, .* mm smoothing, up to \d+00 mm\/s²/);
    expect(out).toContain('Recommended: mzv at 46.0 Hz.');
  });
});

describe('npm run shaper -- --check', () => {
  it('fails where one figure is off, and checks measured spectra where they are there', async () => {
    const expected = JSON.parse(await readFile(join(groundTruth, 'shaper/expected.json'), 'utf8'));
    const name = 'y_short_3s';
    await cp(raw(name), join(folder, 'raw', `${name}.csv.gz`), { recursive: true });
    const set = expected.sets[name];
    const write = (contents: object) => writeFile(join(folder, 'expected.json'), JSON.stringify(contents));
    const small = { sets: { [name]: { ...set, runs: set.runs.slice(0, 1) } }, measured_psd: {} };
    await write(small);
    expect((await run(main, '--check', folder)).code).toBe(0);
    small.sets[name].runs[0].shapers[1].vibrations += 2e-6;
    await write(small);
    const { code, error, out } = await run(main, '--check', folder);
    expect(code).toBe(1);
    expect(error).toContain('vibrations is');
    expect(out).not.toContain('skipped');
  });

  it('refuses a folder without expected answers', async () => {
    const { code, error } = await run(main, '--check', join(folder, 'nothing'));
    expect(code).toBe(2);
    expect(error).toMatch(
      /nothing is a folder without an expected\.json: give one like those of ground-truth/,
    );
  });
});
