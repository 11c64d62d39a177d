import { HAS_E, HAS_F, HAS_X, HAS_Y, HAS_Z } from './coordinates.ts';

/** What the scanner calls; `line` counts lines, `resumeAt` is where to go on should a call throw. */
export interface LineHandler {
  line: number;
  resumeAt: number;
  linear(mask: number, x: number, y: number, z: number, e: number, f: number): void;
  /** Any line but a plain G0 or G1, from its first byte to its newline. */
  other(bytes: Uint8Array, start: number, newline: number): void;
  /** Null where nobody reads comments. */
  comment: ((bytes: Uint8Array, start: number, newline: number) => void) | null;
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const ONE = 49;
const NINE = 57;
const SEMICOLON = 59;
const LOWER = 32;
const G = 103;
const X = 120;
const Y = 121;
const Z = 122;
const E = 101;
const F = 102;
const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * Reads whole lines of G-code. Plain moves, which are nearly all of a file, are read without making a string; every
 * line that holds anything unusual is left to `other`, so the two never disagree.
 */
export function scanLines(bytes: Uint8Array, start: number, end: number, handler: LineHandler): void {
  let p = start;
  while (p < end) {
    const lineStart = p;
    handler.line++;
    let c = bytes[p]!;
    while (c === SPACE) c = bytes[++p]!;
    if (c === NEWLINE) {
      p++;
      continue;
    }
    if (c === SEMICOLON) {
      const newline = bytes.indexOf(NEWLINE, p);
      handler.resumeAt = newline + 1;
      if (handler.comment !== null) handler.comment(bytes, p, newline);
      p = newline + 1;
      continue;
    }
    let plain = (c | LOWER) === G && (bytes[p + 1] === ONE || bytes[p + 1] === ZERO);
    let mask = 0;
    let x = 0;
    let y = 0;
    let z = 0;
    let e = 0;
    let f = 0;
    if (plain) c = bytes[(p += 2)]!;
    while (plain) {
      while (c === SPACE || c === RETURN || c === TAB) c = bytes[++p]!;
      if (c === NEWLINE) break;
      if (c === SEMICOLON) {
        do c = bytes[++p]!;
        while (c !== NEWLINE);
        break;
      }
      const letter = c | LOWER;
      c = bytes[++p]!;
      while (c === SPACE) c = bytes[++p]!;
      const negative = c === MINUS;
      if (negative || c === PLUS) c = bytes[++p]!;
      let digits = p;
      let mantissa = 0;
      let decimals = 0;
      while (c >= ZERO && c <= NINE) {
        mantissa = mantissa * 10 + (c - ZERO);
        c = bytes[++p]!;
      }
      digits = p - digits;
      if (c === POINT) {
        c = bytes[++p]!;
        decimals = p;
        while (c >= ZERO && c <= NINE) {
          mantissa = mantissa * 10 + (c - ZERO);
          c = bytes[++p]!;
        }
        decimals = p - decimals;
        digits += decimals;
      }
      if (digits === 0 || digits > 15) {
        plain = false;
        break;
      }
      // Up to 15 digits both numbers are exact, and their quotient is the correctly rounded decimal.
      let value = decimals === 0 ? mantissa : mantissa / POWERS[decimals]!;
      if (negative) value = -value;
      if (letter === X) {
        x = value;
        mask |= HAS_X;
      } else if (letter === Y) {
        y = value;
        mask |= HAS_Y;
      } else if (letter === E) {
        e = value;
        mask |= HAS_E;
      } else if (letter === F) {
        f = value;
        mask |= HAS_F;
      } else if (letter === Z) {
        z = value;
        mask |= HAS_Z;
      } else {
        plain = false;
        break;
      }
    }
    if (plain) {
      handler.resumeAt = ++p;
      handler.linear(mask, x, y, z, e, f);
    } else {
      const newline = bytes.indexOf(NEWLINE, lineStart);
      handler.resumeAt = newline + 1;
      handler.other(bytes, lineStart, newline);
      p = newline + 1;
    }
  }
}
