import type { FileTimes, PlannerLimits, PrinterModel, Timeline } from '../printtime/index.ts';

/** Temperatures a heater accepts, °C. */
export interface HeaterLimits {
  minCelsius: number;
  maxCelsius: number;
}

/** A printer as far as a rehearsal must know it. mm and °C. */
export interface RehearsalPrinter {
  limits: PlannerLimits;
  model: PrinterModel;
  /** Reach of X, Y, Z; null where it is not known. */
  axisMinimum: [number, number, number] | null;
  axisMaximum: [number, number, number] | null;
  /** Where the head stands after homing. */
  homePosition: [number, number, number];
  /** Axes that are homed before the file starts: `xyz`, or part of it. */
  homedAxes: string;
  /** Below this the extruder refuses to move. */
  minExtrudeCelsius: number;
  /** By section name: `extruder`, `extruder1`, `heater_bed`, `heater_generic chamber`. */
  heaters: Record<string, HeaterLimits>;
  /** Targets that heaters hold already, before the file starts, by section name, °C; none where left out. */
  heldCelsius?: Record<string, number>;
  /** Names of the commands this printer has, upper case: all of them if G1 is among them; null where not known. */
  commands: ReadonlySet<string> | null;
  /** Which of them are macros, upper case: what they do is not known. */
  macros: ReadonlySet<string>;
}

/** What the loaded filament needs and how much of it there is, as far as known. */
export interface LoadedFilament {
  minNozzleCelsius?: number;
  maxNozzleCelsius?: number;
  remainingMillimetres?: number;
}

export type FindingId =
  | 'out-of-range'
  | 'not-homed'
  | 'cold-extrusion'
  | 'heating-not-awaited'
  | 'temperature-out-of-limits'
  | 'temperature-outside-material'
  | 'heater-missing'
  | 'command-refused'
  | 'command-unknown'
  | 'emergency-stop'
  | 'filament-short'
  | 'no-extrusion'
  | 'macro';

/** `blocking`: the print would stop there or be spoilt. `warning`: it would go on, probably wrong. `note`: good to know. */
export type Severity = 'blocking' | 'warning' | 'note';

export interface Finding {
  id: FindingId;
  severity: Severity;
  /** Line of the file, from 1, where it happens first; 0 for the file as a whole. */
  line: number;
  /** How many lines it concerns. */
  count: number;
  /** One sentence in plain words. */
  text: string;
}

export interface Box {
  min: [number, number, number];
  max: [number, number, number];
}

export interface Rehearsal extends FileTimes {
  timeline: Timeline;
  /** Blocking findings first, then by line. */
  findings: Finding[];
  /** Whether Klipper would stop this print before its end. */
  blocked: boolean;
  /** Kinds of lines as the slicer names them (`External perimeter`), the longest first. */
  phases: { name: string; seconds: number }[];
  layers: number;
  objects: string[];
  /** Filament the extruder must be given, mm. */
  filamentMillimetres: number;
  /** Around everything that is extruded on the way; null where nothing is. */
  printed: Box | null;
  firstLayer: { zMillimetres: number; box: Box } | null;
  /** Highest targets, °C; null where the file sets none. */
  nozzleCelsius: number | null;
  bedCelsius: number | null;
  macros: string[];
}
