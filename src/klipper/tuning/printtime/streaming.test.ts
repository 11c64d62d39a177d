import { describe, expect, it, vi } from 'vitest';
import { bytesOf, fixtureBytes, inPieces } from '../testing/fixtures.ts';
import { estimatePrintTime, secondsAtByte } from './estimate.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

describe('streaming', () => {
  it('gives the same answer however the file is cut into pieces', async () => {
    const bytes = fixtureBytes('print-time/gcode/syntax.gcode.gz');
    const whole = await estimatePrintTime([bytes]);
    for (const size of [1, 2, 3, 7, 64]) {
      const { timeline: _, ...cut } = await estimatePrintTime(inPieces(bytes, size));
      expect(cut).toMatchObject({ totalSeconds: whole.totalSeconds, moves: whole.moves, lines: whole.lines });
    }
  });

  it('stops when it is aborted, with the reason given', async () => {
    const controller = new AbortController();
    let pieces = 0;
    function* endless() {
      for (;;) {
        if (++pieces === 50) controller.abort(new Error('the card was closed'));
        yield bytesOf('G1 X1 F600\nG1 X2\n'.repeat(1000));
      }
    }
    const estimate = estimatePrintTime(endless(), { signal: controller.signal });
    await expect(estimate).rejects.toThrow('the card was closed');
    expect(pieces).toBe(50);
  });

  it('reports progress up to the last byte', async () => {
    const bytes = fixtureBytes('print-time/gcode/text_std.gcode.gz');
    const reports: number[] = [];
    await estimatePrintTime([bytes], { onProgress: (read) => reports.push(read) });
    expect(reports.length).toBeGreaterThan(2);
    expect(reports).toEqual([...reports].sort((a, b) => a - b));
    expect(reports.at(-1)).toBe(bytes.length);
  });

  it('lets other work run in between', async () => {
    const bytes = fixtureBytes('print-time/gcode/parts_exclude.gcode.gz');
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    await estimatePrintTime([bytes, bytes]);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(1);
  });

  it('tells the time that has passed at a byte of the file', async () => {
    const bytes = fixtureBytes('print-time/gcode/text_std.gcode.gz');
    const { timeline, totalSeconds } = await estimatePrintTime([bytes]);
    expect(secondsAtByte(timeline, 0)).toBe(0);
    expect(secondsAtByte(timeline, bytes.length * 2)).toBeCloseTo(totalSeconds, 6);
    const half = secondsAtByte(timeline, bytes.length / 2);
    const firstHalf = await estimatePrintTime([bytes.subarray(0, bytes.length / 2)]);
    expect(Math.abs(half - firstHalf.totalSeconds)).toBeLessThan(totalSeconds * 0.02);
  });
});
