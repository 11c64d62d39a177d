import { createHash } from 'node:crypto';
import type { LoadedFilament, RehearsalPrinter } from '../tuning/index.ts';

export interface RehearsalKey {
  /** The content and everything that the times depend on. */
  times: string;
  /** That, and everything that the findings depend on. */
  whole: string;
}

/** Two rehearsals with the same key have the same result. */
export function keyOf(
  path: string,
  fingerprint: string,
  printer: RehearsalPrinter,
  filament: LoadedFilament = {},
): RehearsalKey {
  const { limits, model, commands, macros, ...rest } = printer;
  const times = digest([path, fingerprint, limits, model]);
  return { times, whole: `${times} ${digest([rest, commands && [...commands], [...macros], filament])}` };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}
