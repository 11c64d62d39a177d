/** A refusal in Moonraker's words, with the HTTP status it answers. */
export class MoonrakerError extends Error {
  override name = 'MoonrakerError';
  readonly status: number;
  /** File-manager errors hide their reason: `message` is the status phrase, the reason is in brackets in the traceback. */
  readonly hiddenReason: string | null;
  readonly exceptionName: string;

  constructor(
    status: number,
    message: string,
    hiddenReason: string | null = null,
    exceptionName = 'tornado.web.HTTPError',
  ) {
    super(message);
    this.status = status;
    this.hiddenReason = hiddenReason;
    this.exceptionName = exceptionName;
  }
}

const phrases: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
};

/** An error whose reason shows only in the traceback. */
export function hidden(status: number, reason: string): MoonrakerError {
  return new MoonrakerError(status, phrases[status] ?? 'Error', reason);
}

export const notFound = (): MoonrakerError => new MoonrakerError(404, 'Not Found');
export const unauthorized = (reason = 'Unauthorized'): MoonrakerError =>
  new MoonrakerError(401, 'Unauthorized', reason);

/** The body of a failed HTTP call. Texts with a line break or `<` lose their message, as behind a guarding Tornado. */
export function errorBody(error: MoonrakerError): {
  error: { code: number; message: string; traceback: string };
} {
  const whole = error.hiddenReason === null ? error.message : `${error.message} (${error.hiddenReason})`;
  const last =
    error.exceptionName === 'tornado.web.HTTPError'
      ? `${error.exceptionName}: HTTP ${error.status}: ${whole}`
      : `${error.exceptionName}: ${error.hiddenReason ?? error.message}`;
  return {
    error: {
      code: error.status,
      message: /[\n<]/.test(error.message) ? 'Unknown' : error.message,
      traceback: `Traceback (most recent call last):\n\n${last}\n`,
    },
  };
}

/** JSON-RPC's code for a failure: 404 and 401 have codes of their own. */
export function rpcError(error: MoonrakerError): { code: number; message: string } {
  const code = error.status === 404 ? -32601 : error.status === 401 ? -32602 : error.status;
  const message = error.hiddenReason === null || error.status === 401 ? error.message : error.hiddenReason;
  return { code, message: error.status === 404 && message === 'Not Found' ? 'Method not found' : message };
}
