import { describe, expect, it } from 'vitest';
import { PrinterError } from '#klipper/errors.ts';
import type { FileRehearsal, RehearseOptions } from '#klipper/rehearsal/types.ts';
import type { GainLine } from '#lib/contracts.ts';
import { tellGains } from './gains.ts';

const rehearsal = (totalSeconds: number) =>
  ({
    totalSeconds,
    motionSeconds: totalSeconds,
    slicerSeconds: 500,
    limitedBy: {
      feedRateSeconds: totalSeconds * 0.9,
      retractionSeconds: totalSeconds * 0.1,
      accelerationSeconds: 0,
      coolingSeconds: 0,
      shortSegmentSeconds: 0,
      topSpeedSeconds: 0,
    },
  }) as unknown as FileRehearsal;

function printer(rehearse: (path: string, options: RehearseOptions) => Promise<FileRehearsal>) {
  const list = async () => [
    { path: 'old.gcode', sizeBytes: 1, modifiedMs: 1 },
    { path: 'new.gcode', sizeBytes: 1, modifiedMs: 2 },
    { path: 'notes.txt', sizeBytes: 1, modifiedMs: 3 },
  ];
  return { files: { list }, rehearse } as never;
}

describe('what other limits win for the printer’s own files', () => {
  it('is told file by file, the newest first, with progress and the number behind the percent', async () => {
    const lines: GainLine[] = [];
    const own = printer(async (_path, { limits, onProgress }) => {
      onProgress?.(1);
      return rehearsal(limits ? 800 : 1000);
    });
    const tell = (line: GainLine) => lines.push(line);
    await tellGains(own, { limits: { maxAccel: 6000 } }, tell, new AbortController().signal);
    const files = lines.filter((line) => line.type === 'file');
    expect(files.map(({ path }) => path)).toEqual(['new.gcode', 'old.gcode']);
    expect(files[0]).toMatchObject({
      now_s: 1000,
      then_s: 800,
      saved_s: 200,
      saved_pct: 20,
      slicer_s: 500,
      advice: expect.stringContaining('slicing with higher speeds') as string,
    });
    expect(lines.filter((line) => line.type === 'progress').at(-1)).toMatchObject({ fraction: 1 });
    expect(lines.at(-1)).toEqual({ type: 'end', files: 2 });
  });

  it('names a file that cannot be read and goes on', async () => {
    const lines: GainLine[] = [];
    const own = printer((path) =>
      path === 'new.gcode'
        ? Promise.reject(new PrinterError({ kind: 'bad-input', asked: 'Rehearse', wrong: 'it is no G-code' }))
        : Promise.resolve(rehearsal(100)),
    );
    await tellGains(own, { limits: {} }, (line) => lines.push(line), new AbortController().signal);
    expect(lines).toContainEqual({ type: 'failed', path: 'new.gcode', why: 'it is no G-code' });
    expect(lines).toContainEqual(expect.objectContaining({ type: 'file', path: 'old.gcode' }));
  });

  it('stops when nobody listens any more', async () => {
    const left = new AbortController();
    const lines: GainLine[] = [];
    const own = printer(async () => {
      left.abort();
      throw new Error('cut off');
    });
    await tellGains(own, { limits: {} }, (line) => lines.push(line), left.signal);
    expect(lines.every(({ type }) => type === 'progress')).toBe(true);
  });
});
