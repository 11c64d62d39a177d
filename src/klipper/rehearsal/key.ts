import { createHash } from 'node:crypto';
import type { LoadedFilament, RehearsalPrinter } from '../tuning/index.ts';
import type { ListedFile } from './types.ts';

/** The file's content as a list of files tells it, and everything that times depend on. */
export function timesKey({ path, sizeBytes, modifiedMs }: ListedFile, printer: RehearsalPrinter): string {
  const { limits, model } = printer;
  return digest([path, sizeBytes, modifiedMs, limits, model]);
}

/** That, and everything that findings depend on: two rehearsals of the same key have the same result. */
export function wholeKey(
  times: string,
  fingerprint: string,
  printer: RehearsalPrinter,
  filament: LoadedFilament,
): string {
  const { limits: _limits, model: _model, commands, macros, ...rest } = printer;
  return `${times} ${digest([fingerprint, rest, commands && [...commands], [...macros], filament])}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}
