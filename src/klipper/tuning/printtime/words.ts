import { GcodeError } from './errors.ts';

/** One line taken apart as Klipper does it: words of letters, each with what follows up to the next. */
export interface GcodeLine {
  /** Upper case, as `G1` or `SET_VELOCITY_LIMIT`; empty where the line names none. */
  command: string;
  words: Map<string, string>;
  /** The line without comment, as written. */
  text: string;
}

const UNDERSCORE = 95;
const ASTERISK = 42;

/** Letters and `_` make words; `*` is a word of its own. */
function isWordLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || code === UNDERSCORE;
}

/** Splits a line (without its newline). Comments start at `;`; a leading line number is skipped; case does not count. */
export function splitLine(line: string): GcodeLine {
  const comment = line.indexOf(';');
  const text = (comment < 0 ? line : line.slice(0, comment)).trim();
  const upper = text.toUpperCase();
  const words = new Map<string, string>();
  let command = '';
  let afterLineNumber = false;
  let index = 0;
  let position = nextWord(upper, 0);
  while (position < upper.length) {
    let end = position + 1;
    if (upper.charCodeAt(position) !== ASTERISK) while (isWordLetter(upper.charCodeAt(end))) end++;
    const next = nextWord(upper, end);
    const word = upper.slice(position, end);
    const value = upper.slice(end, next).trim();
    words.set(word, value);
    // The first word names the command, or the second where the first is a line number.
    if (index === 0 || (index === 1 && afterLineNumber)) command = word + value;
    if (index === 0 && word === 'N') {
      afterLineNumber = true;
      command = '';
    }
    index++;
    position = next;
  }
  return { command, words, text };
}

function nextWord(text: string, from: number): number {
  let position = from;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (isWordLetter(code) || code === ASTERISK) break;
    position++;
  }
  return position;
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
