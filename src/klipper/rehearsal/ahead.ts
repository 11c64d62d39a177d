import { PrinterError } from '../errors.ts';
import type { Printer } from '../printer.ts';

/**
 * Rehearses a file in the background, so that the card of its start is there at once. Why it fails is of no interest
 * here: the start rehearses again, and says so on its card.
 */
export function rehearseAhead(printer: Pick<Printer, 'rehearse'>, path: string): void {
  printer.rehearse(path).catch((error: unknown) => {
    if (!(error instanceof PrinterError)) console.error(`Failed while rehearsing ${path}.`, error);
  });
}
