import { describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../testing/fixtures.ts';
import { estimatePrintTime } from './estimate.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const MEGABYTE = 1 << 20;

function* repeated(text: string, times: number, before = '', after = ''): Generator<Uint8Array> {
  const bytes = bytesOf(text);
  if (before) yield bytesOf(before);
  for (let i = 0; i < times; i++) yield bytes;
  if (after) yield bytesOf(after);
}

/** Largest growth of memory that lives outside and inside the heap while `work` runs, after collecting garbage. */
async function growthMegabytes(work: () => Promise<unknown>): Promise<number> {
  const live = () => process.memoryUsage().arrayBuffers / MEGABYTE;
  const before = live();
  await work();
  return live() - before;
}

describe('bad input', () => {
  it('skips a comment of 200 MB without keeping it', async () => {
    let estimate;
    const growth = await growthMegabytes(async () => {
      const pieces = repeated('a'.repeat(MEGABYTE), 200, 'G28\nG1 X10 F600 ; ', '\nG1 X20\n');
      estimate = await estimatePrintTime(pieces);
    });
    expect(estimate).toMatchObject({ moves: 2, lines: 3 });
    expect(growth).toBeLessThan(64);
  });

  it('refuses an endless command at once', async () => {
    let given = 0;
    function* endless() {
      for (; given < 1000; given++) yield bytesOf('1'.repeat(MEGABYTE));
    }
    await expect(estimatePrintTime(endless())).rejects.toThrow('Line 1: a command longer than 64 kB');
    expect(given).toBeLessThan(3);
  });

  it('refuses a file that is no G-code, long before its end', async () => {
    let given = 0;
    function* prose() {
      for (; given < 1000; given++) yield bytesOf('It was a dark and stormy night\n'.repeat(1000));
    }
    await expect(estimatePrintTime(prose())).rejects.toThrow('this is no G-code');
    expect(given).toBeLessThan(20);
  });

  it('refuses an arc that fits no printer, and a bomb of arcs', async () => {
    await expect(estimatePrintTime([bytesOf('G2 X0 Y0 I1000000000 J0 F600\n')])).rejects.toThrow(
      'fits no printer',
    );
    const bomb = repeated('G2 X0 Y0 I10000 J0 F600\n', 1000);
    await expect(estimatePrintTime(bomb)).rejects.toThrow(/Line 1\d: the arcs up to here/);
  });

  it('says so where millions of tiny moves lie within one braking distance', async () => {
    const tiny = repeated('G1 X0.000001\n'.repeat(10_000), 40, 'G91\nG1 F6000\n');
    const estimate = await estimatePrintTime(tiny);
    expect(estimate.moves).toBe(400_000);
    expect(estimate.warnings).toEqual([expect.stringContaining('approximate')]);
  });

  it('counts unknown commands and macros as not included, without keeping them all', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `MACRO_${i}_X A=1\n`).join('');
    const { notIncluded } = await estimatePrintTime([bytesOf(`G28\nSTART_PRINT\n${lines}`)]);
    expect(notIncluded.join('\n')).toContain('START_PRINT');
    expect(notIncluded.join('\n').length).toBeLessThan(1000);
  });

  it('says what an estimate leaves out', async () => {
    const text = 'G28\nM190 S60\nM109 S200\nM109 S0\nG1 X10 F600\n';
    const { notIncluded } = await estimatePrintTime([bytesOf(text)]);
    expect(notIncluded).toContain('heating: 2 waits for a temperature, and the stop each makes');
    expect(notIncluded).toContain('homing: one G28 command');
  });

  it('says that an empty file moves nothing', async () => {
    const estimate = await estimatePrintTime([]);
    expect(estimate).toMatchObject({
      totalSeconds: 0,
      moves: 0,
      warnings: ['The file does not move anything.'],
    });
  });
});
