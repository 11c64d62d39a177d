import { z } from 'zod';
import { PrinterError } from '../../src/klipper/errors.ts';
import type { FileFacts, Printer, PrinterFile } from '../../src/klipper/printer.ts';
import type { FileRehearsal } from '../../src/klipper/rehearsal/types.ts';
import { durationText } from '../text.ts';
import { rehearse } from './rehearsal.ts';

/** How long a file takes and who says so: our rehearsal with this printer's limits, else the slicer. */
export const ESTIMATE = {
  estimated_s: z.number().nullable(),
  estimated_by: z.enum(['rehearsal', 'slicer']).nullable(),
};
export interface Estimate {
  estimated_s: number | null;
  estimated_by: 'rehearsal' | 'slicer' | null;
}

export const NOBODY: Estimate = { estimated_s: null, estimated_by: null };

interface EstimateOptions {
  signal?: AbortSignal | undefined;
  /** Rehearses a file that was not rehearsed yet, and waits for it this long; without it none is read. */
  withinMs?: number | undefined;
}

/**
 * The best estimate there is of a file that was just listed: of one that was rehearsed nothing is asked, of another its
 * facts, once. A file whose facts cannot be read now is estimated by nobody.
 */
export async function estimateOf(
  printer: Printer,
  file: PrinterFile,
  { signal, withinMs }: EstimateOptions,
): Promise<Estimate> {
  const known = printer.rehearsedBefore(file);
  if (known) return byRehearsal(known);
  const facts = await factsIfAny(printer, file, signal);
  if (!facts) return NOBODY;
  if (withinMs !== undefined) {
    const { rehearsal } = await rehearse(printer, facts, { signal, withinMs, timesOnly: true });
    if (rehearsal) return byRehearsal(rehearsal);
  }
  const seconds = facts.estimatedSeconds;
  return seconds === null ? NOBODY : { estimated_s: Math.round(seconds), estimated_by: 'slicer' };
}

function byRehearsal({ totalSeconds }: FileRehearsal): Estimate {
  return { estimated_s: Math.round(totalSeconds), estimated_by: 'rehearsal' };
}

async function factsIfAny(
  printer: Printer,
  listed: PrinterFile,
  signal?: AbortSignal,
): Promise<FileFacts | null> {
  try {
    return await printer.files.facts(listed.path, { signal, listed });
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    return null;
  }
}

/** `, 1 h 5 min on this printer`, `, 50 min by the slicer`, or nothing. */
export function estimateText({ estimated_s, estimated_by }: Estimate): string {
  if (estimated_s === null) return '';
  return `, ${durationText(estimated_s)} ${estimated_by === 'slicer' ? 'by the slicer' : 'on this printer'}`;
}
