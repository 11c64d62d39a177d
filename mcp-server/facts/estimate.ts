import { z } from 'zod';
import { PrinterError } from '../../src/klipper/errors.ts';
import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import type { RehearseOptions } from '../../src/klipper/rehearsal/types.ts';
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

const NOBODY: Estimate = { estimated_s: null, estimated_by: null };

/** The best estimate there is. A file whose facts cannot be read now is estimated by nobody. */
export async function estimateOf(
  printer: Printer,
  path: string,
  options: RehearseOptions,
): Promise<Estimate> {
  const facts = await factsIfAny(printer, path, options.signal);
  if (!facts) return NOBODY;
  const { rehearsal } = await rehearse(printer, path, options);
  if (rehearsal) return { estimated_s: Math.round(rehearsal.totalSeconds), estimated_by: 'rehearsal' };
  const seconds = facts.estimatedSeconds;
  return seconds === null ? NOBODY : { estimated_s: Math.round(seconds), estimated_by: 'slicer' };
}

async function factsIfAny(printer: Printer, path: string, signal?: AbortSignal): Promise<FileFacts | null> {
  try {
    return await printer.files.facts(path, { signal });
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
