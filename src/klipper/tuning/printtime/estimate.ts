import type { PlannerLimits, PrinterModel, ResolvedLimits } from './limits.ts';
import { DEFAULT_LIMITS, DEFAULT_PRINTER } from './limits.ts';
import { Machine } from './machine.ts';
import { EXTRUDE_ONLY, EXTRUDING, TRAVEL, Z_ONLY } from './totals.ts';
import type { Totals } from './totals.ts';

export interface EstimateOptions {
  limits?: Partial<PlannerLimits>;
  printer?: Partial<PrinterModel>;
  /** Stops the work between two slices; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called about every quarter of a megabyte. */
  onProgress?: (bytesRead: number) => void;
}

/** How long a file takes, and on what. Seconds and millimetres. */
export interface PrintTimeEstimate {
  totalSeconds: number;
  motionSeconds: number;
  dwellSeconds: number;
  extrudingSeconds: number;
  travelSeconds: number;
  extrudeOnlySeconds: number;
  zOnlySeconds: number;
  accelSeconds: number;
  cruiseSeconds: number;
  decelSeconds: number;
  moves: number;
  distanceMillimetres: number;
  /** What the estimate leaves out, in plain words. */
  notIncluded: string[];
  /** Doubts about the figures themselves; usually none. */
  warnings: string[];
  /** What the figures were worked out with. */
  limits: ResolvedLimits;
  printer: PrinterModel;
  bytes: number;
  lines: number;
  timeline: Timeline;
}

/** Print time by position in the file: `seconds[i]` has passed when `i × bytesPerStep` bytes have been carried out. */
export interface Timeline {
  bytesPerStep: number;
  seconds: Float64Array;
}

const SLICE_BYTES = 1 << 16;
const PROGRESS_BYTES = 1 << 18;
const LONGEST_TURN_MILLISECONDS = 12;
const TAG_BYTES = 1 << 16;

/**
 * Plans a G-code file as Klipper v0.13.0-730 does and adds the times up. Memory stays bounded whatever the file; other
 * work of the same thread gets its turn every few milliseconds.
 * Throws GcodeError with the line where Klipper would stop the print, LimitsError for limits that make no sense.
 */
export async function estimatePrintTime(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: EstimateOptions = {},
): Promise<PrintTimeEstimate> {
  const limits = { ...DEFAULT_LIMITS, ...withoutUndefined(options.limits) };
  const printer = { ...DEFAULT_PRINTER, ...withoutUndefined(options.printer) };
  const machine = new Machine(limits, printer);
  const bytes = await feed(machine, source, options);
  machine.finish();
  return summary(machine, printer, bytes);
}

async function feed(
  machine: Machine,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { signal, onProgress }: EstimateOptions,
): Promise<number> {
  let bytes = 0;
  let reported = 0;
  let turnStarted = performance.now();
  for await (const piece of source) {
    for (let start = 0; start < piece.length; start += SLICE_BYTES) {
      signal?.throwIfAborted();
      const slice = piece.subarray(start, start + SLICE_BYTES);
      machine.toolhead.tag = Math.floor(bytes / TAG_BYTES);
      machine.push(slice);
      bytes += slice.length;
      if (onProgress && bytes - reported >= PROGRESS_BYTES) onProgress((reported = bytes));
      if (performance.now() - turnStarted < LONGEST_TURN_MILLISECONDS) continue;
      await nextTurn();
      turnStarted = performance.now();
    }
  }
  signal?.throwIfAborted();
  onProgress?.(bytes);
  return bytes;
}

/** Lets other work of this thread run, without the 4 ms a browser adds to nested timers. */
function nextTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function summary(machine: Machine, printer: PrinterModel, bytes: number): PrintTimeEstimate {
  const { toolhead, notIncluded } = machine;
  const { totals } = toolhead;
  machine.refuseForeign();
  const seconds = (kind: number) => totals.secondsByKind[kind]!;
  return {
    totalSeconds: totals.motionSeconds + totals.dwellSeconds,
    motionSeconds: totals.motionSeconds,
    dwellSeconds: totals.dwellSeconds,
    extrudingSeconds: seconds(EXTRUDING),
    travelSeconds: seconds(TRAVEL),
    extrudeOnlySeconds: seconds(EXTRUDE_ONLY),
    zOnlySeconds: seconds(Z_ONLY),
    accelSeconds: totals.accelSeconds,
    cruiseSeconds: totals.cruiseSeconds,
    decelSeconds: totals.decelSeconds,
    moves: totals.moves,
    distanceMillimetres: totals.distanceMillimetres,
    notIncluded: notIncluded.list(),
    warnings: doubts(totals, printer),
    limits: toolhead.limits,
    printer,
    bytes,
    lines: machine.line,
    timeline: timelineOf(totals, bytes),
  };
}

function doubts(totals: Totals, printer: PrinterModel): string[] {
  const warnings: string[] = [];
  if (totals.moves === 0) warnings.push('The file does not move anything.');
  if (totals.cutLookAheads > 0) {
    warnings.push(
      'More than 100,000 tiny moves lie within one braking distance; the time is approximate there.',
    );
  }
  if (!/^(cartesian|corexy|hybrid_corexy|limited_)/.test(printer.kinematics)) {
    warnings.push(`Rules of ${printer.kinematics} kinematics that slow some moves down are not modelled.`);
  }
  return warnings;
}

function timelineOf(totals: { secondsOfTag(tag: number): number }, bytes: number): Timeline {
  const seconds = new Float64Array(Math.ceil(bytes / TAG_BYTES) + 1);
  for (let i = 1; i < seconds.length; i++) seconds[i] = seconds[i - 1]! + totals.secondsOfTag(i - 1);
  return { bytesPerStep: TAG_BYTES, seconds };
}

function withoutUndefined<T extends object>(values: T | undefined): T {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined)) as T;
}

/** Print time that has passed when `byte` bytes of the file have been carried out, seconds. */
export function secondsAtByte({ bytesPerStep, seconds }: Timeline, byte: number): number {
  const position = Math.min(Math.max(byte / bytesPerStep, 0), seconds.length - 1);
  const step = Math.min(Math.floor(position), Math.max(seconds.length - 2, 0));
  const from = seconds[step] ?? 0;
  return from + (position - step) * ((seconds[step + 1] ?? from) - from);
}
