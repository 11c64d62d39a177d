import { z } from 'zod';

/** Controls, separators, NUL, direction marks and lone surrogates never belong into a name or a command. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** One line of plain text. */
export function line(longest: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !FORBIDDEN.test(text), 'must be one line without control or invisible characters');
}

/** A file's path below the gcodes folder, as list_files shows it. Nothing that could leave the folder. */
export function filePath(): z.ZodString {
  return line(255).refine(
    isPlainPath,
    'must be a path as list_files shows it, without .., a leading / or gcodes/',
  );
}

/** True for a relative path that stays where it is, however a server might decode it. */
export function isPlainPath(path: string): boolean {
  if (/[\\:]|%2e|%2f|%5c|%00/i.test(path)) return false;
  if (/^gcodes\//i.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** A finite number between two bounds. */
export function between(low: number, high: number): z.ZodNumber {
  return z.number().min(low).max(high);
}

export function whole(low: number, high: number): z.ZodNumber {
  return z.number().int().min(low).max(high);
}
