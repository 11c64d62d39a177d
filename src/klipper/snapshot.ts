/**
 * What the rest of the program knows of a printer: our words, with units, made from Moonraker's objects at
 * the client's door. A snapshot is small, whole and plain JSON, so it can go to a browser or a model as it is.
 */

/** How the one connection to this printer stands. */
export type ConnectionPhase = 'connecting' | 'connected' | 'reconnecting' | 'stopped';

/** Why a printer cannot be used, told apart so that each gets its own remedy. */
export type ConnectionProblemId =
  | 'bad-address'
  | 'forbidden-address'
  | 'name-not-found'
  | 'unreachable'
  | 'refused'
  | 'tls'
  | 'not-moonraker'
  | 'no-websocket'
  | 'unauthorized'
  | 'frozen'
  | 'interrupted';

export interface ConnectionProblem {
  id: ConnectionProblemId;
  /** One sentence in plain words. */
  cause: string;
  /** What to do now, from harmless to heavy. */
  remedy: string[];
  /** The original words or values, for those who want them. */
  evidence: string;
}

export interface ConnectionReport {
  phase: ConnectionPhase;
  /** Epoch milliseconds since this phase holds. */
  sinceMs: number;
  /** Epoch milliseconds of the last frame or pong, null before the first. */
  lastHeardMs: number | null;
  /** Attempts since the last success. */
  attempts: number;
  problem: ConnectionProblem | null;
}

/** `unknown` until Moonraker has been asked. */
export type KlippyState = 'ready' | 'startup' | 'shutdown' | 'error' | 'disconnected' | 'unknown';

export interface KlippyReport {
  state: KlippyState;
  /** Klipper's own words, cause first; empty when ready. */
  message: string;
}

export type SensorKind = 'nozzle' | 'bed' | 'chamber' | 'host' | 'mcu' | 'other';

export interface SensorReading {
  /** Klipper's object name, such as `extruder`, `heater_bed`, `temperature_sensor chamber`. */
  id: string;
  /** A short name for people, such as "Nozzle", "Bed", "Chamber". */
  label: string;
  kind: SensorKind;
  celsius: number | null;
  /** 0 when off, null for a sensor without a heater. */
  targetCelsius: number | null;
  /** Heater power 0..1, null for a sensor without one. */
  power: number | null;
  canHeat: boolean;
  minCelsius: number | null;
  maxCelsius: number | null;
}

export type JobState = 'standby' | 'printing' | 'paused' | 'complete' | 'cancelled' | 'error';

/** How a remaining time was found; `plan` by the planned times of this file's moves, `none` while it cannot be known. */
export type EtaMethod = 'plan' | 'slicer' | 'file-position' | 'blend' | 'none';

export interface JobReport {
  state: JobState;
  /** Path relative to the gcodes root, null when no file is loaded. */
  path: string | null;
  /** Klipper's error text of this job, else empty. */
  message: string;
  /** 0..1 between the file's first and last G-code byte. */
  progress: number | null;
  layer: number | null;
  layerCount: number | null;
  heightMillimetres: number | null;
  /** Printing time without pauses. */
  printSeconds: number;
  totalSeconds: number;
  filamentUsedMillimetres: number;
  filamentTotalMillimetres: number | null;
  remainingSeconds: number | null;
  /** Epoch milliseconds at which it should end. */
  endsAtMs: number | null;
  etaMethod: EtaMethod;
  slicerEstimateSeconds: number | null;
  /** The whole print by this printer's own limits, without heating, homing and macros; null until worked out. */
  planSeconds: number | null;
  /** Objects that can be excluded, from the file. */
  objects: string[];
  excludedObjects: string[];
  currentObject: string | null;
  /** True while a thumbnail can be fetched for this file. */
  hasThumbnail: boolean;
}

export interface ToolheadReport {
  /** Such as "xyz" or "". */
  homedAxes: string;
  positionMillimetres: { x: number; y: number; z: number } | null;
  axisMinimumMillimetres: { x: number; y: number; z: number } | null;
  axisMaximumMillimetres: { x: number; y: number; z: number } | null;
  maxVelocityMillimetresPerSecond: number | null;
  maxAccelMillimetresPerSecond2: number | null;
  squareCornerVelocityMillimetresPerSecond: number | null;
  /** Object name of the active extruder, such as `extruder`. */
  activeExtruder: string | null;
  /** 1 is 100 %. */
  speedFactor: number | null;
  flowFactor: number | null;
  /** Live Z adjustment. */
  zOffsetMillimetres: number | null;
  pressureAdvance: number | null;
}

export interface OutputReading {
  /** Klipper's object name, such as `fan`, `fan_generic exhaust`, `output_pin light`, `neopixel case`. */
  id: string;
  label: string;
  kind: 'part-fan' | 'heater-fan' | 'controller-fan' | 'fan' | 'pin' | 'led' | 'servo';
  /** 0..1, null when Klipper does not tell. */
  value: number | null;
  rpm: number | null;
  /** False for fans that the firmware drives by itself. */
  canSet: boolean;
}

export interface FilamentSensorReading {
  id: string;
  label: string;
  enabled: boolean;
  detected: boolean;
}

export interface HostReport {
  cpuPercent: number | null;
  /** One-minute load, where told. */
  load: number | null;
  memoryUsedBytes: number | null;
  memoryTotalBytes: number | null;
  celsius: number | null;
  diskFreeBytes: number | null;
  diskTotalBytes: number | null;
  /** Names as Moonraker gives them, such as "Under-Voltage Detected". */
  throttled: string[];
  /** Sentences about what endangers a print now; empty when all is well. */
  warnings: HostWarning[];
}

export interface HostWarning {
  id: 'under-voltage' | 'throttled' | 'hot' | 'memory' | 'disk' | 'load';
  severity: 'warning' | 'danger';
  cause: string;
  remedy: string;
}

/** A microcontroller: the mainboard or a board at the toolhead. */
export interface BoardReport {
  /** Klipper's object name: `mcu`, `mcu toolhead`. */
  id: string;
  /** The name in the configuration; `mcu` is the mainboard. */
  name: string;
  /** Share of the time for one round of tasks that the longest rounds take; at 1 a step comes too late. */
  load: number | null;
  /** Share of the bytes that had to be sent twice since Klipper started; 0 while there are too few to tell. */
  sentAgain: number;
}

export interface WebcamInfo {
  /** Moonraker's name of the camera. */
  name: string;
  rotation: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
  /** True when a snapshot or stream address is known and allowed. */
  available: boolean;
}

export interface PrinterLimits {
  nozzleDiameterMillimetres: number | null;
  filamentDiameterMillimetres: number | null;
  minExtrudeCelsius: number | null;
  maxExtrudeOnlyMillimetres: number | null;
  kinematics: string | null;
  hasBedMesh: boolean;
  hasProbe: boolean;
  hasAccelerometer: boolean;
}

export interface MacroInfo {
  name: string;
  description: string;
  /** Parameters read from the macro's body, upper case. */
  params: string[];
}

export interface MeshReport {
  profileName: string;
  profiles: string[];
  /** Largest minus smallest probed value, null without a mesh. */
  rangeMillimetres: number | null;
}

export interface PrinterSnapshot {
  /** Our id of the printer. */
  printerId: string;
  name: string;
  /** Epoch milliseconds of the last frame or pong while subscribed; null before the first. */
  observedAtMs: number | null;
  /** True when nothing was heard for 10 s, or the subscription is not confirmed. */
  stale: boolean;
  connection: ConnectionReport;
  klippy: KlippyReport;
  job: JobReport;
  sensors: SensorReading[];
  toolhead: ToolheadReport;
  outputs: OutputReading[];
  filamentSensors: FilamentSensorReading[];
  host: HostReport;
  boards: BoardReport[];
  webcams: WebcamInfo[];
  limits: PrinterLimits;
  mesh: MeshReport;
  macros: MacroInfo[];
  powerDevices: { name: string; on: boolean | null }[];
  /** M117 text, else null. */
  displayMessage: string | null;
  /** Warnings and failed components Moonraker reports about itself. */
  moonrakerWarnings: string[];
  versions: { moonraker: string | null; klipper: string | null; host: string | null };
}
