import { messageOf, PrinterError } from '../../src/klipper/errors.ts';
import type { CommandOutcome, Printer } from '../../src/klipper/printer.ts';
import {
  AXIS_WORDS,
  canMeasure,
  compareBelts,
  factsOf,
  gridOf,
  measureResonances,
  nameOf,
  noAccelerometer,
  type AxesNoise,
  type Axis,
  type Direction,
  type MeasuredAxis,
  type MeasureProgress,
} from '../../src/klipper/resonance/index.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import type { RunContext, RunResult } from '../tool.ts';

/** What a resonance test shakes: both axes, one of them, or the belts of a CoreXY one by one. */
export const MEASURED = ['xy', 'x', 'y', 'belts'] as const;
export type Measured = (typeof MEASURED)[number];

/** A shaper in short, such as "mzv@53.2"; "none" turns shaping of the axis off. */
const SHAPER = /^(?:none|(zv|mzv|zvd|ei|2hump_ei|3hump_ei)@(\d{1,3}(?:\.\d{1,3})?))$/;
const [LOWEST_HERTZ, HIGHEST_HERTZ] = [10, 200];
const NOW = /shaper_type_([xy]):(\w+)\s+shaper_freq_\1:([\d.]+)/g;

export interface ShaperWish {
  shaper_x?: string;
  shaper_y?: string;
}

type PerAxis = Partial<Record<'x' | 'y', string>>;

/** Why such shapers cannot be applied, or null. */
export function refuseShapers({ shaper_x, shaper_y }: ShaperWish): Refusal | null {
  const wished = [shaper_x, shaper_y].filter((wish) => wish !== undefined);
  if (wished.length === 0)
    return refuse('no-shaper', 'Which shaper?', 'Give shaper_x or shaper_y, such as mzv@53.2.');
  const bad = wished.find((wish) => !isShaper(wish));
  if (bad === undefined) return null;
  return refuse(
    'shaper',
    `"${visible(bad, 30)}" is no shaper.`,
    `Give type@hertz, such as mzv@53.2 (${LOWEST_HERTZ} to ${HIGHEST_HERTZ} Hz), or none.`,
  );
}

function isShaper(wish: string): boolean {
  const found = SHAPER.exec(wish);
  if (!found) return false;
  const hertz = Number(found[2] ?? LOWEST_HERTZ);
  return hertz >= LOWEST_HERTZ && hertz <= HIGHEST_HERTZ;
}

/** SET_INPUT_SHAPER for the wished axes: it holds until Klipper restarts. */
export function shaperLine(wish: ShaperWish): string {
  const words = (['x', 'y'] as const).flatMap((axis) => {
    const found = SHAPER.exec(wish[`shaper_${axis}`] ?? '');
    if (!found) return [];
    const [upper, type, hertz] = [axis.toUpperCase(), found[1], found[2]];
    return type === undefined
      ? [`SHAPER_FREQ_${upper}=0`]
      : [`SHAPER_TYPE_${upper}=${type}`, `SHAPER_FREQ_${upper}=${hertz}`];
  });
  return ['SET_INPUT_SHAPER', ...words].join(' ');
}

/** What the configuration says, for printers whose live values are not known. */
export function configuredShapers(printer: Printer): PerAxis {
  const section = printer.settings()['input_shaper'] ?? {};
  const of = (axis: 'x' | 'y') => {
    const hertz = Number(section[`shaper_freq_${axis}`] ?? 0);
    const type = section[`shaper_type_${axis}`] ?? section['shaper_type'] ?? 'mzv';
    return hertz > 0 ? `${visible(String(type), 20)}@${hertz}` : 'none';
  };
  return { x: of('x'), y: of('y') };
}

/** What Klipper answers to SET_INPUT_SHAPER: the values that hold now. */
function shapersIn(responses: readonly string[]): PerAxis {
  const found: PerAxis = {};
  for (const [, axis, type, hertz] of responses.join('\n').matchAll(NOW)) {
    found[axis as 'x' | 'y'] = Number(hertz) > 0 ? `${type}@${Number(hertz)}` : 'none';
  }
  return found;
}

/** The values that hold now: asked of Klipper where it has the command, else those of the configuration. */
async function shapersNow(context: RunContext): Promise<PerAxis> {
  const { printer } = context;
  const configured = configuredShapers(printer);
  if (!printer.commands().has('SET_INPUT_SHAPER')) return configured;
  const outcome = await sendGcode(context, ['SET_INPUT_SHAPER'], 30_000);
  return outcome.status === 'done' ? { ...configured, ...shapersIn(outcome.responses) } : configured;
}

/** Applies shapers live and tells what was before, so that it can be undone. */
export async function applyShapers(
  context: RunContext,
  wish: ShaperWish,
): Promise<RunResult<Record<string, unknown>>> {
  const previous = await shapersNow(context);
  const outcome = await sendGcode(context, [shaperLine(wish)]);
  const failure = failureOf(outcome);
  if (failure) return failure;
  const now = { ...previous, ...shapersIn(outcome.responses) };
  return {
    status: 'done',
    text: `Input shaping now: ${axesText(now)}, until Klipper restarts. Before: ${axesText(previous)}; apply_live with these undoes it.`,
    result: { shapers_now: now, previous },
  };
}

function axesText(shapers: PerAxis): string {
  return Object.entries(shapers)
    .map(([axis, shaper]) => `${axis.toUpperCase()} ${shaper}`)
    .join(', ');
}

const DIRECTIONS: Readonly<Record<Measured, readonly Direction[]>> = {
  xy: ['x', 'y'],
  x: ['x'],
  y: ['y'],
  belts: ['a', 'b'],
};

/** Whether the printer can stream raw samples of what is to be measured. */
export const hasRawSamples = (printer: Printer, measure: Measured = 'xy'): boolean =>
  canMeasure(printer, DIRECTIONS[measure]);

/** Axes by SHAPER_CALIBRATE, so that Klipper holds its own answer ready to be saved; belts by the bare test. */
export function testLines(measure: Measured = 'xy'): string[] {
  if (measure === 'xy') return ['SHAPER_CALIBRATE'];
  if (measure !== 'belts') return [`SHAPER_CALIBRATE AXIS=${AXIS_WORDS[measure]}`];
  return DIRECTIONS.belts.map((belt) => `TEST_RESONANCES AXIS=${AXIS_WORDS[belt]} OUTPUT=raw_data`);
}

/** Only where two motors share the work of X and Y does a diagonal move one belt alone. */
export function refuseBelts(printer: Printer): Refusal | null {
  const kinematics = printer.settings()['printer']?.kinematics;
  if (kinematics === undefined || /corexy/.test(String(kinematics))) {
    return hasRawSamples(printer, 'belts') ? null : refuseWithoutSensor(printer);
  }
  return refuse(
    'no-belts',
    `Belts are compared on CoreXY printers; this one is ${visible(String(kinematics), 30)}.`,
    'Measure x and y.',
  );
}

/** Why resonances cannot be measured here, with what to buy, wire and configure; null where they can. */
export function refuseWithoutSensor(printer: Printer): Refusal | null {
  const commands = printer.commands();
  if (commands.size === 0 || commands.has('SHAPER_CALIBRATE')) return null;
  const { wrong, tryThis } = noAccelerometer(printer.settings());
  return refuse('no-accelerometer', `Resonances cannot be measured: ${wrong}.`, tryThis.join(' '));
}

/** Noise, then the test by the approved lines, then the analysis of its raw samples. */
export async function measureShapers(
  context: RunContext,
  lines: string[],
  timeoutMs: number,
  measure: Measured = 'xy',
): Promise<{ measured: Record<string, unknown>; text: string } | RunResult<never>> {
  const { printer, signal, progress } = context;
  const previous = await shapersNow(context);
  let responses: string[] = [];
  const run = async (): Promise<CommandOutcome> => {
    const outcome = await sendGcode(context, lines, timeoutMs);
    responses = outcome.responses;
    return outcome;
  };
  try {
    const ended = await measureResonances(
      { ...pick(printer), openKlippyBridge: () => printer.openKlippyBridge!() },
      {
        axes: DIRECTIONS[measure],
        run,
        onProgress: tellProgress(progress),
        ...(signal ? { signal } : {}),
      },
    );
    if (ended.status === 'not-run')
      return failureOf(ended.outcome) ?? { status: 'unknown', text: 'The test did not run.' };
    return measure === 'belts'
      ? beltsMeasured(ended.axes, ended.noise)
      : axesMeasured(ended.axes, ended.noise, previous);
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    const moved = responses.length > 0 ? 'The test ran, but its samples cannot be used. ' : '';
    return {
      status: 'refused',
      text: visible(`${moved}${messageOf(error)}. ${error.tryThis.join(' ')}`, 900),
    };
  }
}

function axesMeasured(measured: MeasuredAxis[], noise: AxesNoise, previous: PerAxis) {
  const axes = measured.map(({ axis, analysis }) => factsOf(axis as Axis, analysis));
  const text = [
    ...axes.flatMap(({ advice, warnings }) => [advice, ...warnings]),
    noise.healthy ? '' : noise.text,
    `Klipper uses the new values at once; before it was ${axesText(previous)}, and apply_live with these undoes it.`,
  ];
  return {
    measured: {
      axes,
      noise: noiseFacts(noise),
      previous,
      shapers: axes.map(({ axis, recommended: { type, hertz } }) => ({ axis, type, hertz })),
    },
    text: text.filter(Boolean).join(' '),
  };
}

function beltsMeasured([a, b]: MeasuredAxis[], noise: AxesNoise) {
  const compared = compareBelts(a!.analysis.spectra[0]!, b!.analysis.spectra[0]!);
  const warnings = [...a!.analysis.warnings, ...b!.analysis.warnings];
  return {
    measured: { ...compared, warnings, noise: noiseFacts(noise) },
    text: [compared.advice, ...warnings, noise.healthy ? '' : noise.text].filter(Boolean).join(' '),
  };
}

export function noiseFacts({ x, y, z, healthy, text }: AxesNoise) {
  return { x: Math.round(x), y: Math.round(y), z: Math.round(z), healthy, text };
}

function pick(printer: Printer): Pick<Printer, 'settings' | 'snapshot'> {
  return { settings: () => printer.settings(), snapshot: () => printer.snapshot() };
}

const SPECTRUM_EVERY_MS = 700;

/** Says where the test is, and gives the spectrum so far to whoever draws it: now and then, one at a time. */
function tellProgress(progress: RunContext['progress']): (step: MeasureProgress) => void {
  let newest = { axis: null as Direction | null, detail: null as unknown };
  let atMs = -Infinity;
  let busy = false;
  return (step) => {
    if (step.axis !== newest.axis) newest = { axis: step.axis, detail: null };
    progress(progressText(step), step.fraction, newest.detail);
    const nowMs = performance.now();
    if (step.phase !== 'sweep' || busy || nowMs - atMs < SPECTRUM_EVERY_MS) return;
    [busy, atMs] = [true, nowMs];
    void step
      .spectrum()
      .then((spectrum) => {
        if (!spectrum || newest.axis !== step.axis) return;
        newest.detail = { axis: step.axis, hertz: Math.round(step.hertz ?? 0), spectrum: gridOf(spectrum) };
      })
      // What is not drawn on the way is drawn at the end, where a recording that cannot be used is named.
      .catch(() => undefined)
      .finally(() => (busy = false));
  };
}

function progressText({ phase, axis, hertz }: MeasureProgress): string {
  if (phase === 'noise') return 'Listening to the noise at rest.';
  if (phase === 'moving') return 'Homing and moving to the test point.';
  const name = axis === null ? '' : nameOf(axis);
  if (phase === 'analysis') return `Working out what ${name} needs.`;
  return `Shaking ${name} at ${Math.round(hertz ?? 0)} Hz.`;
}
