import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';

/** One G-code line in its one form: name upper case, parameters once each, numbers as numbers. */
export interface ReadCommand {
  name: string;
  params: ReadonlyMap<string, string>;
}

export const LONGEST_LINE = 256;

/** Plain printable ASCII; anything else is a trick or a mistake. */
const PLAIN = /^[\x20-\x7E\t]*$/;
const LINE_NUMBER = /^N\d+(?:\s+|$)/;
const CLASSIC = /^([GMT])\s*(0|[1-9]\d{0,3})(?:\.(\d+))?(?![\d.])/;
const EXTENDED = /^([A-Z_][A-Z0-9_]*)(?:\s+|$)/;
/** A letter with a number, or alone; letters side by side are one word to Klipper. */
const CLASSIC_PARAMETER = /^([A-Z])(?:\s*([+-]?(?:\d+\.?\d*|\.\d+))(?=[A-Z\s]|$)|(?=\s|$))\s*/;
const KEY_VALUE = /^([A-Z_][A-Z0-9_]*)=([A-Za-z0-9_.+-]+)(?:\s+|$)/i;

/**
 * Reads one line strictly: comments, line number and checksum are left out, letter case is folded, and whatever is
 * ambiguous for some firmware (a parameter twice, quotes, braces, leftovers) is refused. Null for an empty line.
 */
export function readGcode(line: string): ReadCommand | null | Refusal {
  if (line.length > LONGEST_LINE) return bad(line, `is longer than ${LONGEST_LINE} characters`);
  if (!PLAIN.test(line)) return bad(line, 'has characters other than plain ASCII, or several lines');
  const text = line.replace(/;.*$/, '').trim();
  const folded = text.toUpperCase();
  const afterNumber = LINE_NUMBER.exec(folded)?.[0].length ?? 0;
  const body = text.slice(afterNumber).trim();
  if (body === '') return null;
  const upper = body.toUpperCase();
  const classic = CLASSIC.exec(upper);
  if (classic) return readClassic(line, upper, classic);
  const extended = EXTENDED.exec(upper);
  // X10 is no name of a command: only G, M and T have numbers.
  if (extended?.[1] && !/^[A-Z]\d/.test(extended[1]))
    return readExtended(line, body, extended[1], extended[0].length);
  return bad(line, 'does not begin with a command');
}

function readClassic(line: string, upper: string, match: RegExpExecArray): ReadCommand | Refusal {
  const name = `${match[1]}${match[2]}${match[3] === undefined ? '' : `.${match[3]}`}`;
  const params = new Map<string, string>();
  // A checksum ends the line: `*` and digits.
  let rest = upper
    .slice(match[0].length)
    .replace(/\s*\*\s*\d{1,3}\s*$/, '')
    .trim();
  while (rest !== '') {
    const parameter = CLASSIC_PARAMETER.exec(rest);
    const letter = parameter?.[1];
    if (!parameter || !letter) return bad(line, `cannot be read from "${rest}" on`);
    if (params.has(letter)) return bad(line, `gives ${letter} twice`);
    params.set(letter, parameter[2] === undefined ? '' : numberText(parameter[2]));
    rest = rest.slice(parameter[0].length);
  }
  return { name, params };
}

function readExtended(line: string, body: string, name: string, start: number): ReadCommand | Refusal {
  const params = new Map<string, string>();
  let rest = body.slice(start).trim();
  while (rest !== '') {
    const parameter = KEY_VALUE.exec(rest);
    const key = parameter?.[1]?.toUpperCase();
    if (!parameter || !key)
      return bad(line, `cannot be read from "${rest}" on; give NAME=value with plain values`);
    if (params.has(key)) return bad(line, `gives ${key} twice`);
    params.set(key, parameter[2] ?? '');
    rest = rest.slice(parameter[0].length).trim();
  }
  return { name, params };
}

/** `+05.50` and `5.5` are the same number and get the same text. */
function numberText(text: string): string {
  const value = Number(text);
  const fixed = value.toFixed(6).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

/** Writes a command in its one form. */
export function writeGcode({ name, params }: ReadCommand): string {
  const classic = /^[GMT]\d/.test(name);
  const parts = [...params].map(([key, value]) => (classic ? `${key}${value}` : `${key}=${value}`));
  return [name, ...parts].join(' ');
}

function bad(line: string, why: string): Refusal {
  return refuse(
    'bad-gcode',
    `The line "${visible(line, 80)}" ${why}.`,
    'Write one plain command, such as "M104 S200".',
  );
}
