import { GcodeError } from '../machine/gcode-error.ts';

/** One G-code line taken apart. Classic commands (G1, M104) have letters as parameters, the others KEY=VALUE. */
export interface GcodeCommand {
  name: string;
  line: string;
  parameters: Record<string, string>;
  /** Everything after the name, as written. */
  rest: string;
  /** Parameters that are no KEY=VALUE, or a quote that is not closed: such a command is refused, where there is one. */
  malformed: boolean;
}

const classicName = /^[A-Za-z]-?\d+(\.\d+)?$/;

/** Takes a line apart. Null for an empty line or a comment. */
export function parseGcodeLine(input: string): GcodeCommand | null {
  const comment = input.indexOf(';');
  const line = (comment >= 0 ? input.slice(0, comment) : input).trim();
  if (!line) return null;
  let start = 0;
  if ((line[0] === 'N' || line[0] === 'n') && line.charCodeAt(1) >= 48 && line.charCodeAt(1) <= 57) {
    const blank = line.search(/\s/);
    if (blank < 0) return null;
    start = blank + 1;
  }
  const body = start ? line.slice(start).trim() : line;
  let end = body.search(/[\s]/);
  if (end < 0) end = body.length;
  let word = body.slice(0, end);
  const glued = /^([GMTgmt]\d+(?:\.\d+)?)[A-Za-z*]/.exec(word);
  if (glued?.[1]) {
    word = glued[1];
    end = word.length;
  }
  const rest = body.slice(end).trim();
  const name = word.toUpperCase();
  if (classicName.test(word))
    return { name, line, parameters: letterParameters(rest), rest, malformed: false };
  const parameters = keyParameters(rest);
  return { name, line, parameters: parameters ?? {}, rest, malformed: parameters === null };
}

const isWordLetter = (code: number): boolean => (code >= 65 && code <= 90) || code === 95;
const asterisk = 42;

/** Words of letters, each with what follows up to the next; a checksum begins a word of its own. */
function letterParameters(rest: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  const text = rest.toUpperCase();
  let word = '';
  let valueAt = 0;
  for (let index = 0; index < text.length;) {
    const code = text.charCodeAt(index);
    if (!isWordLetter(code) && code !== asterisk) {
      index++;
      continue;
    }
    if (word) parameters[word] = text.slice(valueAt, index).trim();
    const from = index++;
    if (code !== asterisk) while (isWordLetter(text.charCodeAt(index))) index++;
    word = text.slice(from, index);
    valueAt = index;
  }
  if (word) parameters[word] = text.slice(valueAt).trim();
  return parameters;
}

/** `KEY=VALUE` pairs, split as a shell does; null where one is none. A checksum and remarks end them. */
function keyParameters(rest: string): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const word of shellWords(rest.split(/[#*]/)[0] ?? '') ?? ['']) {
    const equals = word.indexOf('=');
    if (equals < 0) return null;
    parameters[word.slice(0, equals).toUpperCase()] = word.slice(equals + 1);
  }
  return parameters;
}

/** Null where a quote is not closed. */
function shellWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] ?? '';
    if (letter === '\\' && quote !== "'") word = (word ?? '') + (text[++index] ?? '');
    else if (quote !== '' ? letter === quote : letter === '"' || letter === "'") {
      quote = quote === '' ? letter : '';
      word ??= '';
    } else if (quote === '' && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}

/** A number as Klipper reads it; null for what is none. */
export function readNumber(raw: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw.trim()) ? Number(raw) : null;
}

interface Bounds {
  minimum?: number;
  maximum?: number;
  above?: number;
}

export function textParameter(command: GcodeCommand, name: string, fallback?: string): string {
  const value = command.parameters[name];
  if (value !== undefined) return value;
  if (fallback !== undefined) return fallback;
  throw new GcodeError(`Error on '${command.line}': missing ${name}`);
}

/** A number parameter. Throws with Klipper's words where it is missing, no number or out of bounds. */
export function numberParameter(
  command: GcodeCommand,
  name: string,
  fallback?: number,
  bounds: Bounds = {},
): number {
  const raw = command.parameters[name];
  if (raw === undefined) {
    if (fallback !== undefined) return fallback;
    throw new GcodeError(`Error on '${command.line}': missing ${name}`);
  }
  const value = readNumber(raw);
  if (value === null) throw new GcodeError(`Error on '${command.line}': unable to parse ${raw}`);
  if (bounds.minimum !== undefined && value < bounds.minimum) {
    throw new GcodeError(`Error on '${command.line}': ${name} must have minimum of ${bounds.minimum}`);
  }
  if (bounds.maximum !== undefined && value > bounds.maximum) {
    throw new GcodeError(`Error on '${command.line}': ${name} must have maximum of ${bounds.maximum}`);
  }
  if (bounds.above !== undefined && value <= bounds.above) {
    throw new GcodeError(`Error on '${command.line}': ${name} must be above ${bounds.above}`);
  }
  return value;
}

/** A number that may be absent (undefined), without bounds. */
export function optionalNumber(command: GcodeCommand, name: string): number | undefined {
  return command.parameters[name] === undefined ? undefined : numberParameter(command, name);
}

/** The value of a "mux" parameter (HEATER=, PIN=, FAN=): must be one of the options. */
export function choiceParameter(command: GcodeCommand, name: string, options: readonly string[]): string {
  const value = textParameter(command, name);
  if (options.includes(value)) return value;
  const listed = options.map((option) => `'${option}'`).join(', ');
  throw new GcodeError(`The value '${value}' is not valid for ${name}. Options: ${listed}`);
}
