import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GcodeError, rehearsalPrinter, ResonanceError, SampleCollector } from '../tuning/index.ts';
import { systemClock } from '../clock.ts';
import { longestTurn } from '../testing/longest-turn.ts';
import { createBackground } from './background.ts';

const printer = rehearsalPrinter({ printer: {}, extruder: {} });
const rehearse = { printer, options: {} };

function started() {
  const background = createBackground();
  onTestFinished(() => background.stop());
  return background;
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

/** A minute and a half of a machine that swings at 50 Hz: as many rows as a whole test of an axis has. */
function longRecording() {
  const collector = new SampleCollector('long');
  for (let i = 0; i < 288_000; i++) {
    const seconds = i / 3200;
    collector.add(
      seconds,
      4000 * Math.sin(2 * Math.PI * 50 * seconds),
      Math.sin(i * 1.7),
      9800 + Math.cos(i * 2.3),
    );
  }
  return collector.recording();
}

describe('long work beside the thread that serves people', () => {
  it('plans 90 MB and the loop of this thread never stops for 50 ms', { timeout: 60_000 }, async () => {
    const honeycomb = gunzipSync(
      readFileSync(new URL('../../../tests/fixtures/gcode/honeycomb_std.gcode.gz', import.meta.url)),
    );
    const background = started();
    const progress: number[] = [];
    async function* source() {
      for (let copy = 0; copy < 5; copy++) {
        for (let at = 0; at < honeycomb.length; at += 1 << 16) yield honeycomb.subarray(at, at + (1 << 16));
      }
    }
    const turn = await longestTurn(() =>
      background.run('rehearse', rehearse, {
        source: source(),
        onProgress: (bytes) => progress.push(bytes),
      }),
    );
    expect(turn).toBeLessThan(50);
    expect(progress.at(-1)).toBe(honeycomb.length * 5);
    expect(progress.length).toBeGreaterThan(100);
  });

  it('analyses a whole test of an axis and the loop never stops for 50 ms', { timeout: 30_000 }, async () => {
    const background = started();
    await background.run('spectrum', { recording: longRecording() });
    const recording = longRecording();
    let recommended = '';
    const turn = await longestTurn(async () => {
      const analysis = await background.run('analyse', { recordings: [recording], options: {} });
      recommended = analysis.recommended.name;
    });
    expect(turn).toBeLessThan(50);
    expect(recommended).not.toBe('');
  });

  it('reads and analyses a CSV as it comes', async () => {
    const csv = readFileSync(
      new URL('../../../tests/fixtures/ground-truth/shaper/raw/x_typical_55.csv.gz', import.meta.url),
    );
    const source = pieces(gunzipSync(csv).toString());
    const { recommended } = await started().run('readRecording', { name: 'x', options: {} }, { source });
    expect(recommended.frequencyHertz).toBeGreaterThan(40);
  });

  it('gives back the errors of the work, and goes on', async () => {
    const background = started();
    await expect(
      background.run('rehearse', rehearse, { source: pieces('once upon\n', 'a time\n') }),
    ).rejects.toBeInstanceOf(GcodeError);
    await expect(
      background.run('readRecording', { name: 'a', options: {} }, { source: pieces('hello\n') }),
    ).rejects.toBeInstanceOf(ResonanceError);
    const rehearsal = await background.run('rehearse', rehearse, { source: pieces('G28\nG1 X', '10\n') });
    expect(rehearsal.moves).toBe(1);
  });

  it('says what the source said when it breaks off', async () => {
    const cause = new Error('the printer hung up');
    async function* breaking() {
      yield Buffer.from('G28\n');
      throw cause;
    }
    await expect(started().run('rehearse', rehearse, { source: breaking() })).rejects.toBe(cause);
  });

  it('stops when told, with the reason, and closes the source', async () => {
    const controller = new AbortController();
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          yield Buffer.from('G1 X10 F6000\nG1 X20\n'.repeat(1000));
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        closed = true;
      }
    }
    const running = started().run('rehearse', rehearse, {
      source: endless(),
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
    await expect.poll(() => closed).toBe(true);
  });

  it('leaves no timer behind when it is stopped in the middle of its work', async () => {
    const waiting = new Set<() => void>();
    const clock = {
      ...systemClock,
      after: (_delayMs: number, callback: () => void) => {
        waiting.add(callback);
        return () => void waiting.delete(callback);
      },
    };
    const background = createBackground({ clock });
    const running = background.run('rehearse', rehearse, { source: pieces('G28\n') });
    background.stop();
    await expect(running).rejects.toThrow('stopped');
    expect(waiting.size).toBe(0);
  });

  it('starts a new thread after the old one has been stopped', async () => {
    const background = started();
    const running = background.run('rehearse', rehearse, { source: pieces('G28\n') });
    background.stop();
    await expect(running).rejects.toThrow('stopped');
    await expect(
      background.run('rehearse', rehearse, { source: pieces('G28\nG1 X10\n') }),
    ).resolves.toMatchObject({ moves: 1 });
  });
});
