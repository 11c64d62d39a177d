import { ByteLines } from '../text/byteLines.ts';
import { ResonanceError } from './errors.ts';
import { recordingOf } from './sampleCollector.ts';
import { SampleRows, scanPlainRows } from './sampleRows.ts';
import { readNumber, SpectrumTable } from './spectrumTable.ts';
import type { Recording } from './types.ts';

const LONGEST_LINE = 64 * 1024;
const HASH = 35;

/**
 * Reads a recording piece by piece: Klipper's raw samples (`#time,accel_x,accel_y,accel_z`, then numbers) or one of
 * its spectrum files. Memory is bounded by the number of rows that are accepted, never by the file's size.
 * Throws ResonanceError naming the line for anything that is neither.
 */
export class RecordingReader {
  private readonly name: string;
  private readonly lines: ByteLines;
  private readonly rows = new SampleRows();
  private readonly fields = new Float64Array(4);
  private table: SpectrumTable | null = null;
  private lineNumber = 0;
  private started = false;

  constructor(name: string) {
    this.name = name;
    this.lines = new ByteLines(
      LONGEST_LINE,
      (bytes, start, end) => this.readLines(bytes, start, end),
      () => {
        throw this.notCsv('a line is longer than 64 kB');
      },
    );
  }

  push(piece: Uint8Array): void {
    this.lines.push(piece);
  }

  finish(): Recording {
    this.lines.finish();
    const { name, rows } = this;
    if (this.table) return { kind: 'spectra', name, spectra: this.table.finish() };
    if (rows.rows === 0) throw new ResonanceError(`${name}: there is not a single sample in it.`);
    return recordingOf(name, rows);
  }

  private readLines(bytes: Uint8Array, start: number, end: number): void {
    let position = start;
    while (position < end) {
      if (!this.table) {
        const before = this.rows.rows;
        position = scanPlainRows(bytes, position, end, this.rows, this.fields);
        this.lineNumber += this.rows.rows - before;
        if (position >= end) return;
      }
      const newline = bytes.indexOf(10, position);
      this.lineNumber++;
      if (newline - position > LONGEST_LINE) throw this.notCsv('a line is longer than 64 kB');
      this.readLine(bytes.subarray(position, newline));
      position = newline + 1;
    }
  }

  private readLine(bytes: Uint8Array): void {
    const line = new TextDecoder().decode(bytes).trim();
    if (line === '' || bytes[0] === HASH) return;
    if (!this.started && this.rows.rows === 0 && !this.table && line.startsWith('freq,')) {
      this.table = new SpectrumTable(this.name, line);
      return;
    }
    this.started = true;
    if (this.table) this.table.addLine(line, this.lineNumber);
    else this.readRow(line);
  }

  private readRow(line: string): void {
    const texts = line.split(',');
    const values = texts.slice(0, 4).map(readNumber);
    if (values.length === 4 && values.every(Number.isFinite)) {
      this.rows.add(values[0]!, values[1]!, values[2]!, values[3]!);
      return;
    }
    if (this.rows.rows === 0) throw this.notCsv(`line ${this.lineNumber} is ${excerpt(line)}`);
    const what = /nan|inf/i.test(line) ? 'holds a value that is not a number' : 'is not "time,x,y,z"';
    throw new ResonanceError(
      `${this.name}: line ${this.lineNumber} ${what}: ${excerpt(line)}. The file is damaged; record again.`,
    );
  }

  private notCsv(why: string): ResonanceError {
    return new ResonanceError(
      `${this.name}: this is not a recording of Klipper's: ${why}. Expected are lines of "time,accel_x,accel_y,accel_z" ` +
        'or a spectrum that starts with "freq,psd_x,psd_y,psd_z,psd_xyz".',
    );
  }
}

/** A short, printable piece of a line for a message. */
function excerpt(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

/** Reads a recording from bytes that are all there, or that arrive in pieces (already decompressed). */
export async function readRecording(
  name: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Recording> {
  const reader = new RecordingReader(name);
  for await (const piece of pieces) reader.push(piece);
  return reader.finish();
}
