import { gainFor } from '../../../../mcp-server/facts/gain.ts';
import { PrinterError } from '#klipper/errors.ts';
import type { Printer } from '#klipper/printer.ts';
import type { TunableLimits } from '#klipper/rehearsal/types.ts';
import type { GainLine } from '#lib/contracts.ts';

const MOST_FILES = 12;

export interface GainWish {
  limits: Partial<TunableLimits>;
  /** The newest files where none are named. */
  paths?: string[] | undefined;
}

/**
 * What other limits win for the printer's own files: one after the other, in the background, told as it comes. Ends
 * early with the signal.
 */
export async function tellGains(
  printer: Pick<Printer, 'files' | 'rehearse'>,
  { limits, paths }: GainWish,
  tell: (line: GainLine) => void,
  signal: AbortSignal,
): Promise<void> {
  const chosen = paths ?? (await newest(printer, signal));
  for (const [index, path] of chosen.entries()) {
    if (signal.aborted) return;
    const done = (part: number) =>
      tell({ type: 'progress', path, fraction: (index + part) / Math.max(1, chosen.length) });
    done(0);
    try {
      const now = await printer.rehearse(path, { signal, onProgress: (fraction) => done(fraction / 2) });
      const then = await printer.rehearse(path, {
        signal,
        limits,
        onProgress: (fraction) => done(0.5 + fraction / 2),
      });
      tell({ type: 'file', path, slicer_s: now.slicerSeconds, ...gainFor(now, then) });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PrinterError)) throw error;
      tell({ type: 'failed', path, why: error.wrong });
    }
  }
  tell({ type: 'end', files: chosen.length });
}

async function newest(printer: Pick<Printer, 'files'>, signal: AbortSignal): Promise<string[]> {
  const files = await printer.files.list({ signal });
  return files
    .filter(({ path }) => /\.(gcode|gco|g)$/i.test(path))
    .sort((a, b) => b.modifiedMs - a.modifiedMs)
    .slice(0, MOST_FILES)
    .map(({ path }) => path);
}
