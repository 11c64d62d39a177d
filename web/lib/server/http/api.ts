import type { RequestEvent } from '@sveltejs/kit';
import { PrinterError } from '../printers/klipper.ts';
import { Refusal, refuse } from './errors.ts';
import { diskFullAnswer, isDiskFull } from './full-disk.ts';

/**
 * Wraps an endpoint: what the world refuses becomes its JSON answer with cause and remedy. Mistakes of ours go
 * on as exceptions.
 */
export function api<Event extends RequestEvent>(handle: (event: Event) => Response | Promise<Response>) {
  return async (event: Event): Promise<Response> => {
    try {
      return await handle(event);
    } catch (error) {
      if (error instanceof Refusal) return error.response();
      if (error instanceof PrinterError) return printerRefusal(error);
      if (isDiskFull(error)) return diskFullAnswer();
      throw error;
    }
  };
}

const STATUS: Partial<Record<PrinterError['kind'], number>> = {
  'bad-address': 400,
  'bad-input': 400,
  'not-found': 404,
  exists: 409,
  'in-use': 409,
  'too-large': 413,
  'refused-by-printer': 409,
  'not-available': 404,
  timeout: 504,
};

/** A printer that does not answer is a bad gateway; what it refused is the person's to know. */
function printerRefusal(error: PrinterError): Response {
  const cause = `${error.asked}: ${error.wrong}.`;
  return refuse(STATUS[error.kind] ?? 502, cause, error.tryThis.join(' ') || 'Try again in a moment.');
}
