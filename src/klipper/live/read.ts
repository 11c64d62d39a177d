import type { FieldValues } from './merge.ts';

/** Small readers for fields whose type a printer decides: what does not fit is null, never an exception. */

export function num(fields: FieldValues | undefined, key: string): number | null {
  const value = fields?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function str(fields: FieldValues | undefined, key: string): string | null {
  const value = fields?.[key];
  return typeof value === 'string' ? value : null;
}

export function bool(fields: FieldValues | undefined, key: string): boolean | null {
  const value = fields?.[key];
  return typeof value === 'boolean' ? value : null;
}

export function strings(fields: FieldValues | undefined, key: string): string[] {
  const value = fields?.[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function numbers(fields: FieldValues | undefined, key: string): number[] {
  const value = fields?.[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

export function record(fields: FieldValues | undefined, key: string): FieldValues | undefined {
  const value = fields?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as FieldValues)
    : undefined;
}

/** The first three numbers as a point. */
export function point(
  fields: FieldValues | undefined,
  key: string,
): { x: number; y: number; z: number } | null {
  const [x, y, z] = numbers(fields, key);
  return x === undefined || y === undefined || z === undefined ? null : { x, y, z };
}
