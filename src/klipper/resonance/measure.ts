import { systemClock, type Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { KlippyBridge } from '../moonraker/klippy-bridge.ts';
import type { CommandOutcome, Printer } from '../printer.ts';
import { measure, type ResonanceAnalysis, type Spectrum, type TimeSpan } from '../tuning/resonance/index.ts';
import { analyse, testOf } from './analyse.ts';
import { chipOf, noAccelerometer, type Axis } from './chips.ts';
import { NOISE_SECONDS, noiseOf, type AxesNoise } from './noise.ts';
import { Samples } from './samples.ts';
import { Sweeps } from './sweeps.ts';
import { until } from './wait.ts';

export interface MeasureProgress {
  phase: 'noise' | 'moving' | 'sweep' | 'analysis';
  axis: Axis | null;
  /** Of the whole measurement, 0 to 1. */
  fraction: number;
  /** Frequency that is tested now. */
  hertz: number | null;
  /** The spectrum so far, computed when asked for; null while there is too little. */
  spectrum(): Spectrum | null;
}

export interface MeasureOptions {
  axes: readonly Axis[];
  /** Sends the approved lines (homing where needed, TEST_RESONANCES for each axis) and tells their outcome. */
  run(): Promise<CommandOutcome>;
  signal?: AbortSignal;
  onProgress?(progress: MeasureProgress): void;
  clock?: Clock;
}

export interface MeasuredAxis {
  axis: Axis;
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
/** Klipper sends moves and samples in batches of up to half a second. */
const BATCHES_SECONDS = 1;

/** Whether raw samples of an axis can be had. */
export function canMeasure(printer: Pick<Printer, 'settings' | 'openKlippyBridge'>, axes: readonly Axis[]) {
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
  const chips = new Map(
    axes.map((axis) => {
      const chip = chipOf(printer.settings(), axis);
      if (!chip) throw noAccelerometer(printer.settings());
      return [axis, chip] as const;
    }),
  );
  const bridge = await printer.openKlippyBridge();
  try {
    const byChip = new Map<string, Samples>();
    const samplesOf = (axis: Axis) => byChip.get(JSON.stringify(chips.get(axis)))!;
    for (const chip of chips.values()) {
      const key = JSON.stringify(chip);
      if (byChip.has(key)) continue;
      const samples = new Samples();
      byChip.set(key, samples);
      await bridge.stream(chip.endpoint, { sensor: chip.sensor }, (data) => samples.add(data));
    }
    say(options, 'noise', null, 0);
    const noises: AxesNoise[] = [];
    for (const samples of byChip.values()) {
      await until(samples, () => samples.lastSeconds - samples.firstSeconds >= NOISE_SECONDS, {
        milliseconds: FIRST_SAMPLES_MS,
        clock,
        signal,
      });
      if (samples.count === 0) throw silent();
      noises.push(noiseOf(samples));
    }
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
      measured.push({ axis, analysis: analyse(printer, axis, samplesOf(axis), span) });
    }
    return {
      status: 'measured',
      noise: noises.find(({ healthy }) => !healthy) ?? noises[0]!,
      axes: measured,
    };
  } finally {
    bridge.close();
  }
}

function say(
  { onProgress }: MeasureOptions,
  phase: MeasureProgress['phase'],
  axis: Axis | null,
  fraction: number,
): void {
  onProgress?.({ phase, axis, fraction, hertz: null, spectrum: () => null });
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
    if (!test)
      return onProgress?.({ phase: 'moving', axis: null, fraction: 0, hertz: null, spectrum: () => null });
    const hertz = Math.min(to, from + (samples.lastSeconds - test.startSeconds) * perSecond);
    const before = Math.max(0, axes.indexOf(test.axis));
    const share = to > from ? Math.max(0, (hertz - from) / (to - from)) : 0;
    onProgress?.({
      phase: 'sweep',
      axis: test.axis,
      fraction: Math.min(1, (before + share) / axes.length),
      hertz,
      spectrum: () => spectrumSoFar(samples, test),
    });
  });
}

function spectrumSoFar(samples: Samples, { startSeconds }: TimeSpan): Spectrum | null {
  if (samples.lastSeconds - startSeconds < 1) return null;
  return measure(samples.recording('so far', { startSeconds, endSeconds: Infinity })).spectra[0] ?? null;
}

/**
 * Everything up to the end of the motion is here: what was on its way over the same socket, and the batches that
 * Klipper had not sent yet.
 */
async function caughtUp(
  bridge: KlippyBridge,
  samples: Iterable<Samples>,
  waiting: { clock: Clock; signal: AbortSignal | undefined },
): Promise<void> {
  await bridge.request('info');
  for (const one of samples) {
    const endSeconds = one.lastSeconds + BATCHES_SECONDS;
    await until(one, () => one.lastSeconds >= endSeconds, { ...waiting, milliseconds: LAST_SAMPLES_MS });
  }
}

/** The span of motion of an axis. Throws where the printer has not shaken it. */
function spanOf(sweeps: Sweeps, axis: Axis): TimeSpan {
  const span = sweeps.of(axis);
  if (span) return span;
  throw new PrinterError({
    kind: 'bad-answer',
    asked: `Measure resonances of ${axis.toUpperCase()}`,
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
