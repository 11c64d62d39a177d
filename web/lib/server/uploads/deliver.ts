import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PrinterError, rehearseAhead } from '../printers/klipper.ts';
import type { Printer } from '../printers/klipper.ts';
import { judgeContent } from './content.ts';
import { modelProblem, type UploadProblem, uploadProblem } from './refusals.ts';

export interface Delivery {
  file: string;
  path: string;
  sizeBytes: number;
  overwrite: boolean;
  /** An earlier run may have sent it already; then a file of the same size is ours. */
  mayBeThere: boolean;
  signal: AbortSignal;
  onHash(sha256: string): void;
  onSending(sentBytes: number): void;
}

/** Makes sure the bytes are on the disk, and hashes them on the way. */
export async function hashOnDisk(file: string): Promise<string> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/**
 * Checks a complete file and sends it to the printer as one streamed POST with its checksum. Null when it has
 * arrived, else what is wrong; the printer's file of that name is untouched then.
 */
export async function deliver(printer: Printer, delivery: Delivery): Promise<UploadProblem | null> {
  const { file, path, sizeBytes, overwrite, signal } = delivery;
  const verdict = await judgeContent(file);
  if (!verdict.ok)
    return 'problem' in verdict ? verdict.problem : modelProblem(verdict.model, printer.snapshot());
  const sha256 = await hashOnDisk(file);
  delivery.onHash(sha256);
  delivery.onSending(0);
  try {
    if (delivery.mayBeThere && (await printer.files.facts(path))?.sizeBytes === sizeBytes) return null;
    await printer.files.upload(
      { path, sizeBytes, sha256, open: () => createReadStream(file) as AsyncIterable<Uint8Array> },
      { overwrite, signal, onProgress: delivery.onSending },
    );
    rehearseAhead(printer, path);
    return null;
  } catch (error) {
    if (error instanceof PrinterError) return problemOf(error, path);
    throw error;
  }
}

/** Why this printer cannot take a file of this name now, or null. */
export async function targetProblem(
  printer: Printer | null,
  path: string,
  overwrite: boolean,
): Promise<UploadProblem | null> {
  if (!printer) return uploadProblem('The printer is not connected.', 'Look at its address in the settings.');
  try {
    return !overwrite && (await printer.files.facts(path)) ? duplicateProblem(path) : null;
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    return uploadProblem(
      `The printer cannot be asked: ${error.wrong}.`,
      error.tryThis.join(' ') || 'Try again.',
    );
  }
}

function duplicateProblem(path: string): UploadProblem {
  return uploadProblem(
    `The printer already has a file called ${path}.`,
    'Give this one another name, or delete the other one first. Nothing was changed.',
  );
}

function problemOf(error: PrinterError, path: string): UploadProblem {
  if (error.kind === 'exists') return duplicateProblem(path);
  return uploadProblem(
    `The printer did not take the file: ${error.wrong}.`,
    error.tryThis.join(' ') || 'Try again.',
  );
}
