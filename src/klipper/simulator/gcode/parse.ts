import { GcodeError } from '../machine/machine.ts';

/** One G-code line taken apart. Classic commands (G1, M104) have letters as parameters, the others KEY=VALUE. */
export interface GcodeCommand {
  name: string;
  line: string;
  parameters: Record<string, string>;
  /** Everything after the name, as written. */
  rest: string;
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
  const glued = /^([GMTgmt]\d+(?:\.\d+)?)[A-Za-z]/.exec(word);
  if (glued?.[1]) {
    word = glued[1];
    end = word.length;
  }
  const rest = body.slice(end).trim();
  const name = word.toUpperCase();
  if (classicName.test(word)) return { name, line, parameters: letterParameters(rest), rest };
  return { name, line, parameters: keyParameters(rest), rest };
}

function letterParameters(rest: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  let letter = '';
  let value = '';
  for (let index = 0; index <= rest.length; index++) {
    const code = index < rest.length ? rest.charCodeAt(index) : 65;
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!isLetter) {
      if (code > 32 && code !== 42) value += rest[index];
      continue;
    }
    if (letter) parameters[letter] = value;
    letter = index < rest.length ? String.fromCharCode(code & ~32) : '';
    value = '';
  }
  return parameters;
}

const keyValue = /([A-Za-z_][\w.]*)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s]*)/g;

function keyParameters(rest: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const match of rest.matchAll(keyValue)) {
    const raw = match[2] ?? '';
    const quoted = raw.length > 1 && (raw[0] === '"' || raw[0] === "'") && raw.endsWith(raw[0]);
    parameters[(match[1] ?? '').toUpperCase()] = quoted ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw;
  }
  return parameters;
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
  if (raw === undefined || (raw === '' && fallback !== undefined)) {
    if (fallback !== undefined) return fallback;
    throw new GcodeError(`Error on '${command.line}': missing ${name}`);
  }
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value))
    throw new GcodeError(`Error on '${command.line}': unable to parse ${raw}`);
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
