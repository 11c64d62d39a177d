import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { analyseResonances, estimatePrintTime, RecordingReader } from './index.ts';

/** One figure of `npm run bench`: `ratio` is how many times better than `baseline`; `bar` says what must hold. */
export interface Benchmark {
  value: number;
  baseline: number;
  ratio: number;
  bar: string;
  ok: boolean;
  note: string;
}

const FIXTURES = join(import.meta.dirname, '../../../tests/fixtures');
/** Klipper's planner over the reference files above 0.5 MB, on a comparable machine with two cores. */
const KLIPPER_MEGABYTES_PER_SECOND = 3.2;
const LEAST_PLANNING_RATIO = 20;
const LEAST_SHAPER_RATIO = 8;
const RECORDED =
  'value: working time of one thread; baseline: recorded figures of Klipper on a comparable 2-core machine, ' +
  'not measured in this run';

/** Speed of resonance analysis and of planning, each the best of a few rounds after a warm-up. */
export async function benchmarks(rounds = 3): Promise<Record<string, Benchmark>> {
  return { ...shaperBenchmarks(rounds), 'print time, MB/s': await planningBenchmark(rounds) };
}

function shaperBenchmarks(rounds: number): Record<string, Benchmark> {
  const sets = recordings();
  const [warmUp] = sets;
  if (warmUp) analyse(warmUp.csv);
  const taken = sets.map(({ csv }) =>
    Math.min(...Array.from({ length: rounds }, () => milliseconds(() => analyse(csv)))),
  );
  const klipper = sets.map(({ klipperSeconds }) => klipperSeconds * 1000);
  const largest = sets.reduce((best, { csv }, i) => (csv.length > sets[best]!.csv.length ? i : best), 0);
  return {
    'input shaper, mean of the set, ms': faster(mean(taken), mean(klipper), 100),
    'input shaper, largest recording, ms': faster(taken[largest]!, klipper[largest]!, 150),
  };
}

async function planningBenchmark(rounds: number): Promise<Benchmark> {
  const files = [join(FIXTURES, 'ground-truth/print-time/gcode'), join(FIXTURES, 'gcode')]
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.gcode.gz'))
    .map((path) => gunzipSync(readFileSync(path)))
    .filter((bytes) => bytes.length > 500_000);
  const megabytes = files.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const start = threadMilliseconds();
    for (const bytes of files) await estimatePrintTime([bytes]);
    best = Math.max(best, (megabytes / (threadMilliseconds() - start)) * 1000);
  }
  const ratio = best / KLIPPER_MEGABYTES_PER_SECOND;
  return {
    value: best,
    baseline: KLIPPER_MEGABYTES_PER_SECOND,
    ratio,
    bar: `≥ ${LEAST_PLANNING_RATIO} ×`,
    ok: ratio >= LEAST_PLANNING_RATIO,
    note: RECORDED,
  };
}

const expectedSchema = z.object({
  sets: z.record(
    z.string(),
    z.object({ file: z.string(), klipper_seconds: z.object({ whole_script: z.number() }).optional() }),
  ),
});

function recordings(): { csv: Uint8Array; klipperSeconds: number }[] {
  const folder = join(FIXTURES, 'ground-truth/shaper');
  const { sets } = expectedSchema.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
  return Object.values(sets).flatMap(({ file, klipper_seconds: seconds }) =>
    seconds
      ? [{ csv: gunzipSync(readFileSync(join(folder, file))), klipperSeconds: seconds.whole_script }]
      : [],
  );
}

function analyse(csv: Uint8Array): void {
  const reader = new RecordingReader('recording');
  reader.push(csv);
  analyseResonances([reader.finish()]);
}

/** Time this thread has worked: what else the machine is busy with does not count. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function milliseconds(work: () => void): number {
  const start = threadMilliseconds();
  work();
  return threadMilliseconds() - start;
}

/** So many times faster than Klipper, and within so many milliseconds. */
function faster(value: number, baseline: number, mostMilliseconds: number): Benchmark {
  const ratio = baseline / value;
  const bar = `≥ ${LEAST_SHAPER_RATIO} ×, ≤ ${mostMilliseconds} ms`;
  return {
    value,
    baseline,
    ratio,
    bar,
    ok: ratio >= LEAST_SHAPER_RATIO && value <= mostMilliseconds,
    note: RECORDED,
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
