import { ByteLines } from '../text/byteLines.ts';
import { Arcs } from './arcs.ts';
import { COMMANDS, toolChange } from './commands.ts';
import { Coordinates } from './coordinates.ts';
import { GcodeError } from './errors.ts';
import type { PlannerLimits, PrinterModel } from './limits.ts';
import { NotIncluded } from './notIncluded.ts';
import { Retraction } from './retraction.ts';
import type { LineHandler } from './scan.ts';
import { scanLines } from './scan.ts';
import { Toolhead } from './toolhead.ts';
import type { GcodeLine } from './words.ts';
import { splitLine } from './words.ts';

/** Longest command that is read; comments may be of any length. */
const LONGEST_COMMAND = 64 * 1024;
const SEMICOLON = 59;
/** So many commands nobody knows and not one that is known: reading on would not make it G-code. */
const MOST_UNKNOWN_AT_START = 10_000;
const BINARY_GCODE_MAGIC = 'GCDE';

/** What somebody else may want to know while a file is read. */
export interface MachineObserver {
  /** A line with anything but a plain move, before it is carried out. */
  command?(line: GcodeLine, lineNumber: number): void;
  comment?(text: string, lineNumber: number): void;
  /** A line that Klipper would refuse. Without this, reading ends there with the error. */
  problem?(error: GcodeError): void;
}

/** A printer that reads G-code: bytes in, planned moves and their times out. */
export class Machine implements LineHandler {
  line = 0;
  resumeAt = 0;
  comment: LineHandler['comment'] = null;
  pressureAdvance = 0;
  smoothTime = 0.04;
  extruder = 'extruder';
  /** Commands that were understood, moves included; 0 at the end means that this was no G-code. */
  understood = 0;
  readonly toolhead: Toolhead;
  readonly coordinates: Coordinates;
  readonly arcs: Arcs | null;
  readonly retraction: Retraction | null;
  readonly notIncluded = new NotIncluded();
  private readonly lines: ByteLines;
  private readonly observer: MachineObserver;

  constructor(
    limits: PlannerLimits,
    printer: PrinterModel,
    observer: MachineObserver = {},
    toolhead = new Toolhead(limits, printer),
  ) {
    this.toolhead = toolhead;
    this.coordinates = new Coordinates(this.toolhead);
    const { arcResolution, firmwareRetraction } = printer;
    this.arcs = arcResolution === null ? null : new Arcs(this.coordinates, arcResolution);
    this.retraction = firmwareRetraction && new Retraction(this.coordinates, firmwareRetraction);
    this.observer = observer;
    if (observer.comment) {
      this.comment = (bytes, start, newline) => observer.comment!(decode(bytes, start, newline), this.line);
    }
    this.lines = new ByteLines(
      LONGEST_COMMAND,
      (bytes, start, end) => this.readLines(bytes, start, end),
      (beginning) => this.refuseEndless(beginning, 0, beginning.length, this.line + 1),
    );
  }

  /** Reads the next piece of the file. Throws GcodeError for a line Klipper would refuse, unless problems are observed. */
  push(piece: Uint8Array): void {
    this.arcs?.allowFor(piece.length);
    this.lines.push(piece);
  }

  /** The file is over: plans what is left. */
  finish(): void {
    this.lines.finish();
    this.toolhead.stop();
  }

  linear(mask: number, x: number, y: number, z: number, e: number, f: number): void {
    this.understood++;
    this.coordinates.linear(mask, x, y, z, e, f);
  }

  other(bytes: Uint8Array, start: number, newline: number): void {
    if (newline - start > LONGEST_COMMAND)
      this.refuseEndless(bytes, start, start + LONGEST_COMMAND, this.line);
    const text = decode(bytes, start, Math.min(newline, start + LONGEST_COMMAND));
    if (this.line === 1 && text.startsWith(BINARY_GCODE_MAGIC)) {
      throw new GcodeError('this is binary G-code (.bgcode), which Klipper cannot read; export plain G-code');
    }
    const line = splitLine(text);
    if (line.command === '') return;
    this.observer.command?.(line, this.line);
    const run = COMMANDS.get(line.command);
    if (run) {
      this.understood++;
      run(this, line);
    } else if (!toolChange(this, line.command)) this.countUnknown(line.command);
  }

  /** Throws GcodeError where nothing in the file so far was a command. */
  refuseForeign(): void {
    const { unknownCommands, unknownNames } = this.notIncluded;
    if (this.understood > 0 || unknownCommands === 0) return;
    const [first = ''] = unknownNames.keys();
    throw new GcodeError(
      `this is no G-code: not one command in ${this.line} lines (the first word is ${JSON.stringify(first)})`,
    );
  }

  private countUnknown(command: string): void {
    this.notIncluded.count(command);
    if (this.notIncluded.unknownCommands === MOST_UNKNOWN_AT_START) this.refuseForeign();
  }

  private readLines(bytes: Uint8Array, start: number, end: number): void {
    let position = start;
    while (position < end) {
      try {
        scanLines(bytes, position, end, this);
        return;
      } catch (error) {
        if (!(error instanceof GcodeError)) throw error;
        const located = error.atLine(this.line);
        if (!this.observer.problem) throw located;
        this.observer.problem(located);
        position = this.resumeAt;
      }
    }
  }

  private refuseEndless(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (bytes.subarray(start, end).includes(SEMICOLON)) return;
    throw new GcodeError('a command longer than 64 kB: this is no G-code').atLine(line);
  }
}

const DECODED_AT_ONCE = 4096;

/** One character a byte: what lies beyond ASCII only ever stands in messages. */
function decode(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let from = start; from < end; from += DECODED_AT_ONCE) {
    const piece = bytes.subarray(from, Math.min(from + DECODED_AT_ONCE, end));
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}
