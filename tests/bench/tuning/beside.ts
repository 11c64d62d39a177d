import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createBackground } from '../../../src/klipper/background/background.ts';
import { longestTurn } from '../../../src/klipper/testing/longest-turn.ts';
import { rehearsalPrinter } from '../../../src/klipper/tuning/index.ts';
import { root } from '../../support/processes.ts';
import { atMost, type Benchmarks } from '../bench.ts';

const MOST_MILLISECONDS = 50;
const fixture = (path: string) => gunzipSync(readFileSync(join(root, 'tests/fixtures', path)));

/** How long the thread that serves people is kept from it while another plans a file or analyses a recording. */
export async function beside(): Promise<Benchmarks> {
  const background = createBackground();
  const [gcode, csv] = [
    fixture('gcode/honeycomb_std.gcode.gz'),
    fixture('ground-truth/shaper/raw/x_typical_55.csv.gz'),
  ];
  const printer = rehearsalPrinter({ printer: {}, extruder: {} });
  const plan = () => background.run('rehearse', { printer, options: {} }, { source: pieces(gcode, 5) });
  const analyse = () =>
    background.run('readRecording', { name: 'x', options: {} }, { source: pieces(csv, 1) });
  try {
    await analyse();
    return {
      'event loop busy while 90 MB are planned, ms': atMost(await longestTurn(plan), MOST_MILLISECONDS, 1),
      'event loop busy during an analysis, ms': atMost(await longestTurn(analyse), MOST_MILLISECONDS, 1),
    };
  } finally {
    background.stop();
  }
}

async function* pieces(bytes: Uint8Array, copies: number) {
  for (let copy = 0; copy < copies; copy++) {
    for (let at = 0; at < bytes.length; at += 1 << 16) yield bytes.subarray(at, at + (1 << 16));
  }
}
