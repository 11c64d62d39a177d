import { GcodeError } from './errors.ts';

/** One line taken apart as Klipper does it: words of letters, each with what follows up to the next. */
export interface GcodeLine {
  /** Upper case, as `G1` or `SET_VELOCITY_LIMIT`; empty where the line names none. */
  command: string;
  words: Map<string, string>;
  /** The line without comment, as written. */
  text: string;
}

/** Splits a line (without its newline). Comments start at `;`; a leading line number is skipped; case does not count. */
export function splitLine(line: string): GcodeLine {
  const comment = line.indexOf(';');
  const text = (comment < 0 ? line : line.slice(0, comment)).trim();
  const parts = text.toUpperCase().split(/([A-Z_]+|\*)/);
  const words = new Map<string, string>();
  for (let i = 1; i + 1 < parts.length; i += 2) words.set(parts[i]!, parts[i + 1]!.trim());
  const first = parts[1] === 'N' ? 3 : 1;
  const command = parts.length > first ? `${parts[first]}${parts[first + 1]!.trim()}` : '';
  return { command, words, text };
}

/** `NAME KEY=VALUE …` of an extended command: values by upper-case key. */
export function namedValues({ text }: GcodeLine): Map<string, string> {
  const values = new Map<string, string>();
  const [, args = ''] = /^\s*(?:[Nn]\d+\s*)?\S+\s*([^#;*]*)/.exec(text) ?? [];
  for (const [, key, quoted, plain] of args.matchAll(/([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|(\S*))/g)) {
    values.set(key!.toUpperCase(), quoted ?? plain ?? '');
  }
  return values;
}

export interface NumberBounds {
  above?: number;
  atLeast?: number;
  below?: number;
}

/** A number among words; undefined where it is not given. Throws GcodeError where it cannot be read or is out of bounds. */
export function numberAmong(
  values: Map<string, string>,
  key: string,
  bounds: NumberBounds = {},
): number | undefined {
  const text = values.get(key);
  if (text === undefined) return undefined;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    throw new GcodeError(`cannot read "${key}${text.slice(0, 40)}" as a number; Klipper stops here`);
  }
  const { above = -Infinity, atLeast = -Infinity, below = Infinity } = bounds;
  if (value > above && value >= atLeast && value < below) return value;
  const wanted = [
    ...(bounds.above === undefined ? [] : [`above ${above}`]),
    ...(bounds.atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(bounds.below === undefined ? [] : [`below ${below}`]),
  ].join(' and ');
  throw new GcodeError(`${key} must be ${wanted}, not ${value}; Klipper stops here`);
}
