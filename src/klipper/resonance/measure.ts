import { systemClock, type Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { KlippyBridge } from '../moonraker/klippy-bridge.ts';
import type { CommandOutcome, Printer } from '../printer.ts';
import { background } from '../background/index.ts';
import type { ResonanceAnalysis, Spectrum, TimeSpan } from '../tuning/resonance/index.ts';
import { analyse, testOf } from './analyse.ts';
import { chipOf, nameOf, noAccelerometer, type Chip, type Direction } from './chips.ts';
import { NOISE_SECONDS, noiseOf, type AxesNoise } from './noise.ts';
import { Samples } from './samples.ts';
import { Sweeps } from './sweeps.ts';
import { until } from './wait.ts';

export interface MeasureProgress {
  phase: 'noise' | 'moving' | 'sweep' | 'analysis';
  axis: Direction | null;
  /** Of the whole measurement, 0 to 1. */
  fraction: number;
  /** Frequency that is tested now. */
  hertz: number | null;
  /** The spectrum so far, computed when asked for, on another thread; null while there is too little. */
  spectrum(): Promise<Spectrum | null>;
}

export interface MeasureOptions {
  axes: readonly Direction[];
  /** Sends the approved lines (homing where needed, TEST_RESONANCES for each axis) and tells their outcome. */
  run(): Promise<CommandOutcome>;
  signal?: AbortSignal;
  onProgress?(progress: MeasureProgress): void;
  clock?: Clock;
}

export interface MeasuredAxis {
  axis: Direction;
  analysis: ResonanceAnalysis;
}

export type MeasureOutcome =
  | { status: 'measured'; noise: AxesNoise; axes: MeasuredAxis[] }
  /** The printer did not do it; nothing was analysed. */
  | { status: 'not-run'; outcome: Exclude<CommandOutcome, { status: 'done' }> };

type MeasurablePrinter = Pick<Printer, 'settings' | 'snapshot'> & {
  openKlippyBridge(): Promise<KlippyBridge>;
};

const FIRST_SAMPLES_MS = 15_000;
const LAST_SAMPLES_MS = 10_000;
/** Each waits a quarter of a minute. */
const ANSWER_TRIES = 4;
/** Klipper sends moves and samples in batches of up to half a second. */
const BATCHES_SECONDS = 1;

/** Whether raw samples of an axis can be had. */
export function canMeasure(
  printer: Pick<Printer, 'settings' | 'openKlippyBridge'>,
  axes: readonly Direction[],
) {
  return (
    printer.openKlippyBridge !== undefined && axes.every((axis) => chipOf(printer.settings(), axis) !== null)
  );
}

/**
 * Measures resonances with the printer's own accelerometer: judges the noise at rest, lets the caller's approved
 * command run, and analyses the raw samples of each axis, cut to the span of its motion, as SHAPER_CALIBRATE would.
 * Throws PrinterError: `not-available` without an accelerometer, `bad-answer` for a sensor or recording that cannot be
 * trusted, `cancelled` by the signal.
 */
export async function measureResonances(
  printer: MeasurablePrinter,
  options: MeasureOptions,
): Promise<MeasureOutcome> {
  const { axes, signal, clock = systemClock } = options;
  const chips = chipsOf(printer, axes);
  const bridge = await printer.openKlippyBridge();
  try {
    const byChip = await listen(bridge, chips.values());
    const samplesOf = (axis: Direction) => byChip.get(JSON.stringify(chips.get(axis)))!;
    say(options, 'noise', null, 0);
    const noise = await noiseAtRest(byChip.values(), { signal, clock });
    const sweeps = new Sweeps();
    await bridge.stream('motion_report/dump_trapq', { name: 'toolhead' }, (data) => void sweeps.add(data));
    const stops = [...byChip.values()].map((samples) => follow(printer, options, samples, sweeps));
    const outcome = await options.run().finally(() => stops.forEach((stop) => stop()));
    if (outcome.status !== 'done') return { status: 'not-run', outcome };
    await caughtUp(bridge, byChip.values(), { clock, signal });
    const measured: MeasuredAxis[] = [];
    for (const axis of axes) {
      const span = spanOf(sweeps, axis);
      say(options, 'analysis', axis, 1);
      measured.push({ axis, analysis: await analyse(printer, axis, samplesOf(axis), span) });
    }
    return { status: 'measured', noise, axes: measured };
  } finally {
    bridge.close();
  }
}

/**
 * Listens to the accelerometers for two seconds and judges their noise; nothing moves. Throws PrinterError:
 * `not-available` without an accelerometer, `bad-answer` where measuring would make no sense.
 */
export async function measureNoise(
  printer: MeasurablePrinter,
  { signal, clock = systemClock }: Pick<MeasureOptions, 'signal' | 'clock'> = {},
): Promise<AxesNoise> {
  const chips = chipsOf(printer, ['x', 'y']);
  const bridge = await printer.openKlippyBridge();
  try {
    return await noiseAtRest((await listen(bridge, chips.values())).values(), { signal, clock });
  } finally {
    bridge.close();
  }
}

function chipsOf(
  printer: Pick<Printer, 'settings'>,
  directions: readonly Direction[],
): ReadonlyMap<Direction, Chip> {
  const settings = printer.settings();
  return new Map(
    directions.map((direction) => {
      const chip = chipOf(settings, direction);
      if (!chip) throw noAccelerometer(settings);
      return [direction, chip];
    }),
  );
}

/** Starts the streams of the chips, each once; by the chip as JSON. */
async function listen(bridge: KlippyBridge, chips: Iterable<Chip>): Promise<ReadonlyMap<string, Samples>> {
  const byChip = new Map<string, Samples>();
  for (const chip of chips) {
    const key = JSON.stringify(chip);
    if (byChip.has(key)) continue;
    const samples = new Samples();
    byChip.set(key, samples);
    await bridge.stream(chip.endpoint, { sensor: chip.sensor }, (data) => samples.add(data));
  }
  return byChip;
}

/** Judges each chip; tells the one that is not healthy, if any. */
async function noiseAtRest(chips: Iterable<Samples>, waiting: Waiting): Promise<AxesNoise> {
  const noises: AxesNoise[] = [];
  for (const samples of chips) {
    const enough = () => samples.lastSeconds - samples.firstSeconds >= NOISE_SECONDS;
    await until(samples, enough, { ...waiting, milliseconds: FIRST_SAMPLES_MS });
    if (samples.count === 0) throw silent();
    noises.push(noiseOf(samples));
  }
  return noises.find(({ healthy }) => !healthy) ?? noises[0]!;
}

interface Waiting {
  clock: Clock;
  signal: AbortSignal | undefined;
}

function say(
  { onProgress }: Pick<MeasureOptions, 'onProgress'>,
  phase: MeasureProgress['phase'],
  axis: Direction | null,
  fraction: number,
): void {
  onProgress?.({ phase, axis, fraction, hertz: null, spectrum: () => Promise.resolve(null) });
}

/** Tells about every second of samples where the test is. */
function follow(
  printer: MeasurablePrinter,
  { axes, onProgress }: MeasureOptions,
  samples: Samples,
  sweeps: Sweeps,
): () => void {
  let toldSeconds = -Infinity;
  const { from, to, perSecond } = testOf(printer);
  return samples.onBatch(() => {
    if (samples.lastSeconds - toldSeconds < 1) return;
    toldSeconds = samples.lastSeconds;
    const test = sweeps.newest();
    if (!test) return say({ onProgress }, 'moving', null, 0);
    const hertz = Math.min(to, from + (samples.lastSeconds - test.startSeconds) * perSecond);
    const before = Math.max(0, axes.indexOf(test.direction));
    const share = to > from ? Math.max(0, (hertz - from) / (to - from)) : 0;
    onProgress?.({
      phase: 'sweep',
      axis: test.direction,
      fraction: Math.min(1, (before + share) / axes.length),
      hertz,
      spectrum: () => spectrumSoFar(samples, test),
    });
  });
}

async function spectrumSoFar(samples: Samples, { startSeconds }: TimeSpan): Promise<Spectrum | null> {
  if (samples.lastSeconds - startSeconds < 1) return null;
  const recording = samples.recording('so far', { startSeconds, endSeconds: Infinity });
  return background().run('spectrum', { recording });
}

/**
 * Everything up to the end of the motion is here: what was on its way over the same socket, and the batches that
 * Klipper had not sent yet.
 */
async function caughtUp(bridge: KlippyBridge, samples: Iterable<Samples>, waiting: Waiting): Promise<void> {
  await answered(bridge);
  for (const one of samples) {
    const endSeconds = one.lastSeconds + BATCHES_SECONDS;
    await until(one, () => one.lastSeconds >= endSeconds, { ...waiting, milliseconds: LAST_SAMPLES_MS });
  }
}

/** A host that computes shapers may be slow to answer; a measurement of minutes is not thrown away for that. */
async function answered(bridge: KlippyBridge, tries = ANSWER_TRIES): Promise<void> {
  try {
    await bridge.request('info');
  } catch (error) {
    if (!(error instanceof PrinterError) || error.kind !== 'timeout' || tries <= 1) throw error;
    await answered(bridge, tries - 1);
  }
}

/** The span of motion of an axis. Throws where the printer has not shaken it. */
function spanOf(sweeps: Sweeps, axis: Direction): TimeSpan {
  const span = sweeps.of(axis);
  if (span) return span;
  throw new PrinterError({
    kind: 'bad-answer',
    asked: `Measure resonances of ${nameOf(axis)}`,
    wrong: 'the printer has not reported the motion of the test, so the samples cannot be cut to it',
    tryThis: ['Look at the console for what stopped the test, and measure again.'],
  });
}

function silent(): PrinterError {
  return new PrinterError({
    kind: 'bad-answer',
    asked: 'Measure resonances',
    wrong: 'no samples come from the accelerometer. Nothing was moved',
    tryThis: ['Check it with ACCELEROMETER_QUERY, then its cable and pins.'],
  });
}
