import { z } from 'zod';
import { PrinterError, RpcError } from '../errors.ts';

const ErrorBody = z.object({
  error: z.object({ code: z.number().optional(), message: z.string(), traceback: z.string().optional() }),
});

/**
 * The error of a failed HTTP answer. Moonraker's `message` is the HTTP reason phrase: generic for file errors
 * and "Unknown" for texts of several lines, so the whole text is taken from the end of the traceback.
 */
export function errorOfReply(asked: string, status: number, text: string): PrinterError {
  const parsed = ErrorBody.safeParse(parseJson(text));
  if (!parsed.success) {
    return new PrinterError({
      kind: 'bad-answer',
      asked,
      wrong: `the answer was HTTP ${String(status)}, and not in Moonraker’s form`,
    });
  }
  const { message, traceback } = parsed.data.error;
  return new RpcError(asked, textOfTraceback(traceback) ?? message, status);
}

/**
 * The whole text behind an HTTP error, from the last line of its traceback. File errors put it in brackets
 * after a generic phrase (`HTTP 403: Forbidden (File is loaded…)`), the others give it straight.
 */
export function textOfTraceback(traceback: string | undefined): string | null {
  const tail = /HTTPError: HTTP \d+: ([\s\S]*)$/.exec(traceback ?? '')?.[1]?.trim();
  if (tail === undefined || tail === '') return null;
  const inBrackets =
    /^(?:Bad Request|Unauthorized|Forbidden|Not Found|Unprocessable Entity|Internal Server Error|Service Unavailable) \(([\s\S]*)\)$/.exec(
      tail,
    );
  return inBrackets?.[1] ?? tail;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON is an answer too: the caller's schema refuses `undefined` and says so.
    return undefined;
  }
}
