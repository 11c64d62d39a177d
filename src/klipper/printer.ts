import type { BlackBox } from './black-box/types.ts';
import type { CallOptions, Picture, PrinterFiles } from './files/types.ts';
import type { KlippyBridge } from './moonraker/klippy-bridge.ts';
import type { Rehearse, RehearsedBefore } from './rehearsal/types.ts';
import type { PrinterSnapshot, SensorKind } from './snapshot.ts';

export type * from './files/types.ts';

/**
 * One printer as the rest of the program uses it. Reads come from the live state in memory wherever they can;
 * commands are issued once and never repeated. The implementation lives behind `connectPrinter` (index.ts).
 */
export interface Printer {
  readonly id: string;
  readonly name: string;

  /** The newest known state, at once and without asking the printer. */
  snapshot(): PrinterSnapshot;
  /** Calls back after each merged change (at most 4 times a second); returns its own stop. */
  onChange(listener: () => void): () => void;
  /** Resolves when the first complete state is known, rejects with a `PrinterError` after the time. */
  whenReady(timeoutMs?: number): Promise<void>;
  /** Raw merged Klipper objects, for tools that need a field the snapshot leaves out. Prototype-free, read-only. */
  objects(): Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  /** Typed settings of Klipper's `configfile`, `{}` before they are known. Section → option → value. */
  settings(): Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  /** Names of Klipper's commands, upper case, with their help; empty before known. */
  commands(): ReadonlyMap<string, string>;
  /** The last lines of the console, newest last. */
  console(limit?: number): ConsoleLine[];

  /** Temperatures and targets of the last minutes: Moonraker's store, continued from the live state. */
  temperatureHistory(minutes: number): Promise<TemperatureSeries[]>;

  /** A read of Moonraker's API over the socket. Never use it for something that changes the printer. */
  query<T = unknown>(method: string, params?: object, options?: CallOptions): Promise<T>;
  /**
   * Something that changes the printer: a Moonraker method sent exactly once. Resolves with what is known,
   * never rejects for the printer's own refusal.
   */
  command(method: string, params: object, options: CommandOptions): Promise<CommandOutcome>;
  /** Runs G-code lines as one script. The same promise as `command`; responses hold Klipper's answer lines. */
  gcode(lines: string[], options: CommandOptions): Promise<CommandOutcome>;
  /** Sends the stop at once and resolves only when Klipper is seen in shutdown, or with what went wrong. */
  emergencyStop(options?: { origin?: string }): Promise<StopOutcome>;

  /**
   * What would happen if this file were printed now, and how long it takes with this printer's own limits. Reads the
   * whole file; kept by content, shared between callers. Throws `PrinterError`; see `rehearsal/rehearsals.ts`.
   */
  rehearse: Rehearse;
  rehearsedBefore: RehearsedBefore;

  /** Klipper's own API: reads and streams only. The caller closes it. Absent where there is no such way. */
  openKlippyBridge?(): Promise<KlippyBridge>;

  files: PrinterFiles;
  cameras: PrinterCameras;

  /** The record of the last hour, where one is kept. */
  readonly blackBox?: BlackBox;

  /** Closes the connection for good and releases everything. */
  stop(): void;
}

export interface CommandOptions extends CallOptions {
  /** Epoch milliseconds at which a person's decision was made; older than 30 s is dropped, never sent. */
  issuedAtMs: number;
  /** Who or what asked, for the record, such as `chat:owner`. */
  origin: string;
}

export type CommandOutcome =
  | { status: 'done'; result: unknown; responses: string[] }
  /** The printer said no; the message is its own text. */
  | { status: 'refused'; message: string; code: number | null; responses: string[] }
  /** Sent, but the answer was lost: the state has been or will be read again. It was not repeated. */
  | { status: 'unknown'; message: string; responses: string[] }
  /** Never sent: too old, or there is no connection. */
  | { status: 'not-sent'; message: string; responses: string[] };

export type StopOutcome =
  | { status: 'stopped'; observedAtMs: number; elapsedMs: number }
  | { status: 'not-confirmed'; message: string; elapsedMs: number };

export interface ConsoleLine {
  message: string;
  /** Epoch milliseconds. */
  atMs: number;
  type: 'command' | 'response';
}

export interface TemperatureSeries {
  id: string;
  label: string;
  kind: SensorKind;
  /** Epoch milliseconds of the last point; points are `stepSeconds` apart. */
  endsAtMs: number;
  stepSeconds: number;
  celsius: (number | null)[];
  /** Empty for a sensor without a heater. */
  targetCelsius: (number | null)[];
}

export interface PrinterCameras {
  /** One picture of the named camera (the first when left out); throws `PrinterError`. */
  snapshot(name?: string, options?: CallOptions): Promise<Picture>;
  /** The camera's MJPEG stream as it is, with its content type. */
  stream(
    name: string | undefined,
    options: CallOptions,
  ): Promise<{ contentType: string; body: ReadableStream<Uint8Array> }>;
}
