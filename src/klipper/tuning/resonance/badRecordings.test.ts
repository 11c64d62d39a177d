import { describe, expect, it, vi } from 'vitest';
import { bytesOf, fixtureBytes, inPieces } from '../testing/fixtures.ts';
import { analyseResonances } from './analyse.ts';
import { readRecording } from './readRecording.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const HEADER = '#time,accel_x,accel_y,accel_z\n';

/** Rows of a 55 Hz oscillation of X, or whatever `row` makes of the time. */
function csv(
  rows: number,
  row = (t: number) => `${t.toFixed(6)},${(5000 * Math.sin(345 * t)).toFixed(2)},0.5,9800`,
) {
  return HEADER + Array.from({ length: rows }, (_, i) => `${row(100 + i / 3200)}\n`).join('');
}

async function analyse(text: string | Uint8Array, name = 'x.csv') {
  const recording = await readRecording(name, [typeof text === 'string' ? bytesOf(text) : text]);
  return analyseResonances([recording]);
}

describe('recordings that cannot be analysed', () => {
  it.each([
    ['too short', csv(1500), 'too short to analyse: 1500 samples'],
    ['empty', '', 'not a single sample'],
    ['a header only', HEADER, 'not a single sample'],
    ['constant', csv(8000, (t) => `${t.toFixed(6)},1.5,2.5,9800`), 'every axis is constant'],
    ['NaN inside', csv(8000).replace(/(100\.5\d*),[^,]*,/, '$1,nan,'), 'holds a value that is not a number'],
    ['a missing column', csv(8000).replace(/(100\.5\d*),[^,]*,/, '$1,'), 'line 1602 is not "time,x,y,z"'],
    ['text', 'Dear diary,\ntoday I measured nothing.\n', "this is not a recording of Klipper's"],
    ['G-code', 'G28\nG1 X10\n', "this is not a recording of Klipper's"],
    ['another table', 'date,price\n2026-01-01,3\n', "this is not a recording of Klipper's"],
    ['no time', csv(8000, () => '100.0,5,6,7\n100.0,6,7,8'), 'do not advance'],
    ['a spectrum of two rows', 'freq,psd_x,psd_y,psd_z,psd_xyz\n0,1,1,1,3\n1,1,1,1,3\n', 'only 2 rows'],
    [
      'a spectrum with a hole',
      'freq,psd_x,psd_y,psd_z,psd_xyz\n0,1,1,1,3\n1,1,,1,3\n',
      'line 3 is not a row of 5 densities',
    ],
    ['a spectrum running backwards', 'freq,a\n5,1\n4,1\n3,1\n', 'does not grow'],
    ['a spectrum of nothing', 'freq,a\n5,0\n6,0\n7,0\n', 'no vibration'],
  ])('%s', async (_, text, message) => {
    await expect(analyse(text)).rejects.toThrow(message);
  });

  it('an endless line, refused at once', async () => {
    let given = 0;
    function* endless() {
      for (; given < 1000; given++) yield bytesOf('1'.repeat(1 << 20));
    }
    await expect(readRecording('x.csv', endless())).rejects.toThrow('longer than 64 kB');
    expect(given).toBeLessThan(3);
  });

  it('a gigabyte of samples, refused before it is read to its end', async () => {
    const rows = bytesOf('100.000313,296.080000,-370.100000,9844.660000\n'.repeat(20_000));
    let given = 0;
    function* hours() {
      for (; given < 1200; given++) yield rows;
    }
    await expect(readRecording('x.csv', hours())).rejects.toThrow('more than 2,000,000 samples');
    expect(given).toBeLessThan(110);
  });
});

describe('recordings that are analysed with a doubt', () => {
  const doubts = async (path: string) =>
    (await analyse(fixtureBytes(`shaper/raw/${path}.csv.gz`), `${path}.csv`)).warnings;

  it('clipping', async () => {
    expect((await doubts('x_clipped_63'))[0]).toContain('the x axis is clipped at -19613 and 19613');
  });

  it('gaps', async () => {
    expect(await doubts('y_gaps_52')).toEqual([expect.stringContaining('the longest gap is 0.936 s')]);
  });

  it('an axis that is dead', async () => {
    expect(await doubts('x_missing_z')).toEqual([expect.stringContaining('the z axis is constant')]);
  });

  it('the wrong axis', async () => {
    const { warnings } = await analyse(csv(8000), 'raw_data_y_20260101.csv');
    expect(warnings).toContainEqual(expect.stringContaining('named after y, but x shakes most'));
    const { warnings: right } = await analyse(csv(8000), 'raw_data_x_20260101.csv');
    expect(right.filter((warning) => warning.includes('shakes most'))).toEqual([]);
  });

  it('two recordings in one file: time jumps back', async () => {
    const twice =
      csv(8000) + csv(8000, (t) => `${(t + 1).toFixed(6)},${(5000 * Math.sin(345 * t)).toFixed(2)},0.5,9800`);
    expect((await analyse(twice)).warnings).toContainEqual(expect.stringContaining('jump back by 1.5'));
  });

  it.each(['x_typical_55', 'x_jitter_50', 'y_heavy_noise_60', 'y_crlf_49', 'z_probe_41', 'y_short_3s'])(
    'but not a sound one: %s',
    async (path) => expect(await doubts(path)).toEqual([]),
  );
});

describe('reading', () => {
  it('does not depend on how the file is cut into pieces', async () => {
    const all = fixtureBytes('shaper/raw/y_crlf_49.csv.gz');
    const bytes = all.subarray(0, all.indexOf(10, 300_000) + 1);
    const whole = await readRecording('y.csv', [bytes]);
    for (const size of [1, 13, 4096])
      expect(await readRecording('y.csv', inPieces(bytes, size))).toEqual(whole);
  });

  it('reads exponents, spaces and plus signs as well as plain decimals', async () => {
    const recording = await readRecording('x.csv', [
      bytesOf(`${HEADER}1e2, +1.5e1 ,-2.,.5\n100.1,1,2,3,4\n`),
    ]);
    expect(recording).toMatchObject({
      x: Float64Array.of(15, 1),
      y: Float64Array.of(-2, 2),
      z: Float64Array.of(0.5, 3),
    });
  });
});
