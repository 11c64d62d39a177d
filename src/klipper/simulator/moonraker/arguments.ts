import { MoonrakerError } from './errors.ts';

/** Arguments of a call: texts from a query string, anything from JSON. */
export type Arguments = Record<string, unknown>;

export function text(args: Arguments, name: string, fallback?: string): string {
  const value = args[name];
  if (value === undefined || value === null) {
    if (fallback !== undefined) return fallback;
    throw new MoonrakerError(400, `No data for argument: ${name}`);
  }
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new MoonrakerError(
    400,
    `Unable to convert argument [${name}] to <class 'str'>: value received: ${JSON.stringify(value)}`,
  );
}

export function integer(args: Arguments, name: string, fallback: number): number {
  const value = args[name];
  if (value === undefined || value === null) return fallback;
  const number = Number(value);
  if (!Number.isFinite(number)) {
    throw new MoonrakerError(
      400,
      `Unable to convert argument [${name}] to <class 'int'>: value received: ${String(value)}`,
    );
  }
  return Math.trunc(number);
}

export function flag(args: Arguments, name: string, fallback = false): boolean {
  const value = args[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  return String(value).toLowerCase() === 'true';
}

export function list(args: Arguments, name: string): string[] {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  return text(args, name)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A required argument of a call that Moonraker hands on to Klipper, of one type. */
export function klippyArgument(args: Arguments, name: string, type: 'string' | 'object'): unknown {
  const value = args[name];
  if (value === undefined) throw new MoonrakerError(400, `Missing Argument [${name}]`);
  const fits =
    type === 'string'
      ? typeof value === 'string'
      : typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!fits) throw new MoonrakerError(400, `Invalid Argument Type [${name}]`);
  return value;
}
