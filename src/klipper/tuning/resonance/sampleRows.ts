import { ResonanceError } from './errors.ts';

/** Ten minutes at 3200 Hz and more than any test takes; keeps memory bounded. */
export const MOST_ROWS = 2_000_000;

const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);
const COMMA = 44;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Growing columns of time (s) and acceleration (mm/s²). Only what the analysis needs of the times is kept. */
export class SampleRows {
  rows = 0;
  x = new Float64Array(1 << 15);
  y = new Float64Array(1 << 15);
  z = new Float64Array(1 << 15);
  firstTime = NaN;
  lastTime = NaN;
  longestStep = 0;
  furthestBack = 0;

  add(time: number, x: number, y: number, z: number): void {
    if (this.rows === this.x.length) this.grow();
    if (this.rows === 0) this.firstTime = time;
    else {
      const step = time - this.lastTime;
      if (step > this.longestStep) this.longestStep = step;
      if (-step > this.furthestBack) this.furthestBack = -step;
    }
    this.lastTime = time;
    this.x[this.rows] = x;
    this.y[this.rows] = y;
    this.z[this.rows] = z;
    this.rows++;
  }

  private grow(): void {
    if (this.rows >= MOST_ROWS) {
      throw new ResonanceError(
        `The recording has more than ${MOST_ROWS.toLocaleString('en')} samples (over ten minutes). ` +
          'Cut it to one test of one axis.',
      );
    }
    const size = Math.min(this.rows * 2, MOST_ROWS);
    for (const axis of ['x', 'y', 'z'] as const) {
      const larger = new Float64Array(size);
      larger.set(this[axis]);
      this[axis] = larger;
    }
  }
}

/**
 * Reads plain rows `time,x,y,z` from whole lines of bytes and returns where it stopped: at `end`, or at the start of
 * the first line that is anything else (a comment, an exponent, an error), which the caller reads at leisure.
 */
export function scanPlainRows(
  bytes: Uint8Array,
  start: number,
  end: number,
  rows: SampleRows,
  fields: Float64Array,
) {
  let lineStart = start;
  while (lineStart < end) {
    let position = lineStart;
    for (let field = 0; field < 4; field++) {
      let byte = bytes[position]!;
      const negative = byte === MINUS;
      if (negative) byte = bytes[++position]!;
      let digits = 0;
      let mantissa = 0;
      let decimals = 0;
      for (; byte >= ZERO && byte <= 57; byte = bytes[++position]!, digits++)
        mantissa = mantissa * 10 + (byte - ZERO);
      if (byte === POINT) {
        byte = bytes[++position]!;
        for (; byte >= ZERO && byte <= 57; byte = bytes[++position]!, decimals++) {
          mantissa = mantissa * 10 + (byte - ZERO);
        }
      }
      digits += decimals;
      // Up to 15 digits both numbers are exact, and their quotient is the correctly rounded decimal.
      if (digits === 0 || digits > 15) return lineStart;
      const value = mantissa / POWERS[decimals]!;
      fields[field] = negative ? -value : value;
      if (field < 3) {
        if (byte !== COMMA) return lineStart;
      } else {
        if (byte === CARRIAGE_RETURN) byte = bytes[++position]!;
        if (byte !== NEWLINE) return lineStart;
      }
      position++;
    }
    rows.add(fields[0]!, fields[1]!, fields[2]!, fields[3]!);
    lineStart = position;
  }
  return lineStart;
}
