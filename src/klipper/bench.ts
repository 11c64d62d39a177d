import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** One figure of `npm run bench`. `bar` is what `ratio` must not exceed, in words. */
export interface Benchmark {
  value: number;
  baseline: number;
  ratio: number;
  bar: string;
  ok: boolean;
}

const Measured = z.object({
  core: z.number(),
  messages: z.number(),
  frames: z.number(),
  microsecondsPerMessage: z.number(),
  keptBytesPerPrinter: z.number(),
});
type Measured = z.infer<typeof Measured>;

const run = promisify(execFile);

/** Measures in a process of its own, so that nothing else counts. */
async function measure(
  kind: 'bare' | 'real' | 'recorded',
  printers: number,
  browsers = 0,
  each = 0,
): Promise<Measured> {
  const script = join(import.meta.dirname, 'bench/run.ts');
  const sizes = [printers, browsers, each].map(String);
  const { stdout } = await run(process.execPath, ['--expose-gc', script, kind, ...sizes]);
  return Measured.parse(JSON.parse(stdout));
}

/**
 * Ingest and fan-out of the client against the bare cost of `ws`, `JSON.parse` and a merge, measured in turns in
 * the same run, each twice. Of two runs the cheaper counts: neighbours on the machine only ever add. The printers
 * live in another process.
 */
export async function benchmarks(printers = 1_000): Promise<Record<string, Benchmark>> {
  const browsers = Math.round(printers / 5);
  type Kind = 'bare' | 'real' | 'recorded' | 'bareHub' | 'realHub';
  const rounds: Record<Kind, Measured>[] = [];
  for (let round = 0; round < 2; round += 1) {
    rounds.push({
      bare: await measure('bare', printers),
      real: await measure('real', printers),
      recorded: await measure('recorded', printers),
      bareHub: await measure('bare', printers, browsers, 50),
      realHub: await measure('real', printers, browsers, 50),
    });
  }
  const best = (kind: Kind) =>
    rounds
      .map((round) => round[kind])
      .reduce((one, other) => (other.microsecondsPerMessage < one.microsecondsPerMessage ? other : one));
  const [bare, real, recorded] = [best('bare'), best('real'), best('recorded')];
  const [bareHub, realHub] = [best('bareHub'), best('realHub')];
  const fleet = `${String(printers)} printers`;
  return {
    'ingest, µs of CPU a message': atMost(real.microsecondsPerMessage, bare.microsecondsPerMessage, 3),
    'ingest with the black box, µs of CPU a message': atMost(
      recorded.microsecondsPerMessage,
      bare.microsecondsPerMessage,
      3,
    ),
    [`ingest of ${fleet} at 4 Hz, cores`]: goal(real.core, 0.25, 'of a core'),
    'memory kept, KB a printer': goal(real.keptBytesPerPrinter / 1024, 75, 'KB'),
    [`fan-out, ${String(browsers)} × 50 of ${fleet} at 4 Hz, cores in all`]: atMost(
      coresAtFullRate(real, realHub, printers, browsers),
      coresAtFullRate(bare, bareHub, printers, browsers),
      2,
    ),
  };
}

function atMost(value: number, baseline: number, bar: number): Benchmark {
  const ratio = value / baseline;
  return { value, baseline, ratio, bar: `≤ ${String(bar)}`, ok: ratio <= bar };
}

const UPDATES_PER_SECOND = 4;

/**
 * All CPU of taking every message in and giving every browser its frame, four times a second. Where the machine
 * kept up this is what was measured; a busy one leaves out messages and frames, so the two costs are taken apart
 * (a message from the run without browsers) and put together again for the full rate.
 */
function coresAtFullRate(ingest: Measured, hub: Measured, printers: number, browsers: number): number {
  const spentMicroseconds = hub.microsecondsPerMessage * hub.messages;
  const takingIn = ingest.microsecondsPerMessage * hub.messages;
  const aFrame = Math.max(0, spentMicroseconds - takingIn) / Math.max(1, hub.frames);
  const perTick = printers * ingest.microsecondsPerMessage + browsers * aFrame;
  return (perTick * UPDATES_PER_SECOND) / 1e6;
}

/** An absolute figure is reported and not held: machines differ. */
function goal(value: number, wanted: number, unit: string): Benchmark {
  return { value, baseline: wanted, ratio: value / wanted, bar: `goal ${String(wanted)} ${unit}`, ok: true };
}
