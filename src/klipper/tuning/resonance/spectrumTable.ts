import { ResonanceError } from './errors.ts';
import type { Spectrum } from './types.ts';

const MOST_BINS = 100_000;
const AXIS_COLUMNS = ['psd_x', 'psd_y', 'psd_z', 'psd_xyz'];

/** Reads Klipper's spectrum files line by line: `freq,psd_x,psd_y,psd_z,psd_xyz[,shapers:,…]` or `freq,NAME,…`. */
export class SpectrumTable {
  private readonly columns: string[];
  private readonly used: number;
  private readonly normalised: boolean;
  private readonly rows: number[][] = [];
  private readonly name: string;

  constructor(name: string, header: string) {
    this.name = name;
    const columns = header.split(',').map((column) => column.trim());
    const shapers = columns.indexOf('shapers:');
    this.normalised = shapers >= 0;
    this.columns = shapers >= 0 ? columns.slice(0, shapers) : columns;
    this.used = this.columns.length;
    if (this.columns[0] !== 'freq' || this.used < 2 || this.columns.includes('')) {
      throw new ResonanceError(
        `${name}: the header "${header.slice(0, 80)}" is not one of Klipper's spectrum files.`,
      );
    }
  }

  addLine(line: string, lineNumber: number): void {
    const values = line.split(',').slice(0, this.used).map(readNumber);
    const previous = this.rows[this.rows.length - 1]?.[0] ?? -1;
    if (values.length < this.used || values.some((value) => !Number.isFinite(value) || value < 0)) {
      throw new ResonanceError(
        `${this.name}: line ${lineNumber} is not a row of ${this.used} densities: "${line.slice(0, 80)}".`,
      );
    }
    if (values[0]! <= previous) {
      throw new ResonanceError(
        `${this.name}: line ${lineNumber}: the frequency does not grow (${values[0]} Hz).`,
      );
    }
    if (this.rows.length >= MOST_BINS) {
      throw new ResonanceError(
        `${this.name}: more than ${MOST_BINS} frequencies; this is no spectrum of Klipper's.`,
      );
    }
    this.rows.push(values);
  }

  finish(): Spectrum[] {
    if (this.rows.length < 3)
      throw new ResonanceError(`${this.name}: the spectrum has only ${this.rows.length} rows.`);
    const column = (index: number) => Float64Array.from(this.rows, (row) => row[index]!);
    const common = { frequencies: column(0), binHertz: 0, normalised: this.normalised };
    const [x, y, z, all] = AXIS_COLUMNS.map((name) => this.columns.indexOf(name));
    if (x! > 0 && y! > 0 && z! > 0 && all! > 0) {
      return [{ ...common, x: column(x!), y: column(y!), z: column(z!), all: column(all!) }];
    }
    return this.columns
      .slice(1)
      .map((_, i) => ({ ...common, x: null, y: null, z: null, all: column(i + 1) }));
  }
}

/** A decimal number as CSV files write it; NaN for anything else, the empty text included. */
export function readNumber(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
}
