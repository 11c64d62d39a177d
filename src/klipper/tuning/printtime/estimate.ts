import type { PlannerLimits, PrinterModel, ResolvedLimits } from './limits.ts';
import { DEFAULT_LIMITS, DEFAULT_PRINTER } from './limits.ts';
import { feed } from './feed.ts';
import type { FeedOptions } from './feed.ts';
import { limitersOf } from './limiters.ts';
import type { Limiters } from './limiters.ts';
import { Machine } from './machine.ts';
import { hasOwnZLimits } from './toolhead.ts';
import { EXTRUDE_ONLY, EXTRUDING, TRAVEL, Z_ONLY } from './totals.ts';
import type { Totals } from './totals.ts';

export interface EstimateOptions extends FeedOptions {
  limits?: Partial<PlannerLimits>;
  /** Taken whole: what it leaves out has Klipper's defaults, not those of the default printer. */
  printer?: PrinterModel;
}

/** How long a file takes, and on what. Seconds and millimetres. */
export interface FileTimes {
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
  limitedBy: Limiters;
  /** What the estimate leaves out, in plain words. */
  notIncluded: string[];
  /** Doubts about the figures themselves; usually none. */
  warnings: string[];
  /** What the figures were worked out with. */
  limits: ResolvedLimits;
  printer: PrinterModel;
  bytes: number;
  lines: number;
}

export interface PrintTimeEstimate extends FileTimes {
  timeline: Timeline;
}

/** Print time by position in the file: `seconds[i]` has passed when `i × bytesPerStep` bytes have been carried out. */
export interface Timeline {
  bytesPerStep: number;
  seconds: Float64Array;
}

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
  const printer = options.printer ?? DEFAULT_PRINTER;
  const machine = new Machine(limits, printer);
  const bytes = await feed(machine, source, options, (read) => {
    machine.toolhead.tag = Math.floor(read / TAG_BYTES);
  });
  return { ...summary(machine, printer, bytes), timeline: timelineOf(machine.toolhead.totals, bytes) };
}

/** The figures of a file that was read to its end. Throws GcodeError where it was no G-code. */
export function summary(machine: Machine, printer: PrinterModel, bytes: number): FileTimes {
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
    limitedBy: limitersOf(totals),
    notIncluded: notIncluded.list(),
    warnings: doubts(totals, printer),
    limits: toolhead.limits,
    printer,
    bytes,
    lines: machine.line,
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
  if (!hasOwnZLimits(printer) || (printer.kinematics === 'delta' && !printer.delta)) {
    warnings.push(`Rules of ${printer.kinematics} kinematics that slow some moves down are not modelled.`);
  }
  return warnings;
}

function timelineOf(totals: { secondsOfTag(tag: number): number }, bytes: number): Timeline {
  const seconds = new Float64Array(Math.ceil(bytes / TAG_BYTES) + 1);
  for (let i = 1; i < seconds.length; i++) seconds[i] = seconds[i - 1]! + totals.secondsOfTag(i - 1);
  return { bytesPerStep: TAG_BYTES, seconds };
}

/** Options that are there but undefined count as left out. */
export function withoutUndefined<T extends object>(values: T | undefined): T {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined)) as T;
}

/** Print time that has passed when `byte` bytes of the file have been carried out, seconds. */
export function secondsAtByte({ bytesPerStep, seconds }: Timeline, byte: number): number {
  const position = Math.min(Math.max(byte / bytesPerStep, 0), seconds.length - 1);
  const step = Math.min(Math.floor(position), Math.max(seconds.length - 2, 0));
  const from = seconds[step] ?? 0;
  return from + (position - step) * ((seconds[step + 1] ?? from) - from);
}
