import type { ConfigSections, ConfigSource, ParsedConfig } from './printer-config.ts';
import type { GcodeCommand } from '../gcode/parse.ts';
import type { Resonance, Shaken, Sweep } from './parts.ts';
import type { LookAhead } from './look-ahead.ts';
import type { Heater, TemperatureSensor, Fan, BedMesh, ManualProbe, ExcludeObjects } from './parts.ts';

export type {
  HeatModel,
  Heater,
  TemperatureSensor,
  Fan,
  BedMesh,
  ManualProbe,
  ExcludeObjects,
} from './parts.ts';

/** What a running G-code command waits for: a moment of machine time, or a condition looked at on each heater tick. */
export type Wait = { untilSeconds: number } | { when: () => boolean };
export type Work = Generator<Wait, void, undefined>;

export interface CommandSpec {
  run: (machine: Machine, command: GcodeCommand) => Work | void;
  help?: string;
  /** Also answers while Klipper is not ready (M105, M112, RESTART …). */
  always?: boolean;
}

/** What the machine tells the outside, in order. */
export type MachineEvent =
  | { type: 'gcode-response'; text: string }
  | { type: 'script-done'; id: number; error: string | null }
  | { type: 'klippy-state'; state: KlippyState }
  | { type: 'print'; change: 'started' | 'complete' | 'cancelled' | 'error'; job: PrintRecord };

/** A print as the history keeps it. */
export interface PrintRecord {
  filename: string;
  totalDuration: number;
  printDuration: number;
  filamentUsed: number;
}

export type KlippyState = 'disconnected' | 'startup' | 'ready' | 'shutdown' | 'error';

/** x, y, z, e in millimetres. */
export type Position = [number, number, number, number];

export interface PlannedMove {
  startSeconds: number;
  endSeconds: number;
  from: Position;
  to: Position;
}

export interface Toolhead {
  /** Where the planned motion ends. */
  position: Position;
  homedAxes: string;
  axisMinimum: [number, number, number];
  axisMaximum: [number, number, number];
  maxVelocity: number;
  maxAcceleration: number;
  maxZVelocity: number;
  maxZAcceleration: number;
  minimumCruiseRatio: number;
  squareCornerVelocity: number;
  /** When the last planned move ends, machine time. */
  busyUntilSeconds: number;
  planned: PlannedMove[];
  plannedFrom: number;
  /** Moves whose speeds still depend on what comes next. */
  ahead: LookAhead<{ from: Position; to: Position }>;
  /** Cartesian and CoreXY machines have limits of their own for Z. */
  ownZLimits: boolean;
  maxExtrudeOnlyVelocity: number;
  maxExtrudeOnlyAcceleration: number;
  instantaneousCornerVelocity: number;
  activeExtruder: string;
  stalls: number;
  enabledSteppers: Record<string, boolean>;
  /** Motion so far, as Klipper's print_time. */
  printTimeOffset: number;
}

export interface GcodeMove {
  absoluteCoordinates: boolean;
  absoluteExtrude: boolean;
  base: Position;
  last: Position;
  homing: Position;
  /** mm/s */
  speed: number;
  speedFactor: number;
  extrudeFactor: number;
  saved: Map<string, SavedGcodeState>;
}

/** What SAVE_GCODE_STATE keeps. */
export type SavedGcodeState = Omit<GcodeMove, 'saved'>;

/** A printable file opened for reading; bytes are fetched when needed. */
export interface OpenFile {
  path: string;
  sizeBytes: number;
  read(position: number, length: number): Buffer;
  close(): void;
}

export interface GcodeFiles {
  /** Opens a file of the gcodes folder by its relative path (any letter case); null where there is none. */
  open(path: string): OpenFile | null;
}

export interface SdCard {
  file: OpenFile | null;
  position: number;
  nextPosition: number;
  active: boolean;
  pauseWanted: boolean;
  /** Progress shown after the end of a print (1) or a cancel (0), when no file is loaded. */
  closing: { position: number; size: number } | null;
  buffer: { start: number; bytes: Buffer } | null;
  cancelWanted: boolean;
}

export interface PrintStats {
  state: 'standby' | 'printing' | 'paused' | 'complete' | 'cancelled' | 'error';
  filename: string;
  message: string;
  startSeconds: number | null;
  totalDuration: number;
  initDuration: number;
  pausedSeconds: number;
  pauseStart: number | null;
  filamentUsed: number;
  lastE: number;
  totalLayer: number | null;
  currentLayer: number | null;
}

export interface ScriptJob {
  id: number | null;
  lines: Iterator<string>;
  work: Work | null;
  wait: Wait | null;
}

export interface Timer {
  atSeconds: number;
  run: (machine: Machine) => void;
}

/** Marks of the plastic laid down: the height reached in each cell of the bed, for the camera. */
export interface Growth {
  columns: number;
  rows: number;
  heights: Float32Array;
  version: number;
}

/** The whole printer. One owner changes it, only through `step`. */
export interface Machine {
  /** Host's monotonic clock in seconds. */
  now: number;
  /** Unix time at now = 0. */
  wallOffsetSeconds: number;
  random: () => number;
  seed: number;
  softwareVersion: string;
  /** The folder that holds gcodes, config and logs, as the printer names it to others. */
  dataPath: string;
  hostName: string;
  files: GcodeFiles;
  configSource: ConfigSource & { writeConfig(path: string, text: string): void };
  config: ParsedConfig;
  trusted: ConfigSections;
  faults: Set<string>;
  klippy: { state: KlippyState; message: string; neverSeen: boolean; connected: boolean };
  mcuShutdown: string | null;
  heaters: Map<string, Heater>;
  sensors: Map<string, TemperatureSensor>;
  fans: Map<string, Fan>;
  pins: Map<string, number>;
  leds: Map<string, number[][]>;
  servos: Map<string, number>;
  macros: Map<
    string,
    { name: string; gcode: string; description: string; variables: Record<string, unknown> }
  >;
  toolhead: Toolhead;
  gcodeMove: GcodeMove;
  pressureAdvance: Map<string, { advance: number; smoothTime: number }>;
  sdCard: SdCard;
  printStats: PrintStats;
  pauseResume: { paused: boolean; pauseCommandSent: boolean; sdPaused: boolean };
  display: { message: string | null; progress: number | null; progressAt: number };
  excludeObject: ExcludeObjects;
  idleTimeout: {
    state: 'Idle' | 'Ready' | 'Printing';
    since: number;
    timeoutSeconds: number;
    printingSince: number | null;
  };
  filamentSensors: Map<
    string,
    { detected: boolean; enabled: boolean; pauseOnRunout: boolean; runoutGcode: string; insertGcode: string }
  >;
  bedMesh: BedMesh;
  bedShape: (x: number, y: number) => number;
  probe: {
    lastQuery: boolean;
    lastZ: number;
    lastPosition: [number, number, number, number];
    zOffset: number;
  };
  manualProbe: ManualProbe;
  screws: { error: boolean; maxDeviation: number | null; results: Record<string, unknown> };
  leveling: { zTilt: boolean; quadGantry: boolean };
  endstops: Record<string, string>;
  lastEndstopQuery: Record<string, number>;
  retraction: {
    retractLength: number;
    retractSpeed: number;
    unretractExtra: number;
    unretractSpeed: number;
    retracted: boolean;
  };
  inputShaper: Record<string, string | number>;
  /** How the frame swings, and the resonance tests since the host started. */
  resonances: Record<Shaken, Resonance>;
  sweeps: Sweep[];
  saveVariables: Record<string, unknown>;
  pendingConfig: Map<string, Record<string, string>>;
  configWarnings: { type: string; message: string; option?: string; section?: string; value?: string }[];
  growth: Growth;
  commands: Map<string, CommandSpec>;
  /** RESTART, FIRMWARE_RESTART and SAVE_CONFIG end here. Starting knows all commands, so they cannot know it. */
  restart(kind: 'host' | 'firmware'): void;
  script: { queue: ScriptJob[]; current: ScriptJob | null; nextAutomaticId: number };
  timers: Timer[];
  nextHeaterTick: number;
  events: MachineEvent[];
  startedSeconds: number;
  /** Objects that a preset gave and the machine has no part for: shown as they are. */
  givenObjects: Map<string, Record<string, unknown>>;
}

export function respond(machine: Machine, text: string): void {
  machine.events.push({ type: 'gcode-response', text });
}

/** A line of information, each line with Klipper's `// `. */
export function respondInfo(machine: Machine, text: string): void {
  respond(
    machine,
    text
      .trim()
      .split('\n')
      .map((line) => `// ${line.trim()}`)
      .join('\n'),
  );
}

/** Errors of several lines come twice: whole as information, then the first line with `!! `. */
export function respondError(machine: Machine, text: string): void {
  const lines = text.trim().split('\n');
  if (lines.length > 1) respondInfo(machine, lines.join('\n'));
  respond(machine, `!! ${(lines[0] ?? '').trim()}`);
}

export { GcodeError } from './gcode-error.ts';

export function after(machine: Machine, seconds: number, run: (machine: Machine) => void): void {
  machine.timers.push({ atSeconds: machine.now + seconds, run });
}
