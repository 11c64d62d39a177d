import type { ConnectionProblemId } from './snapshot.ts';

/** What went wrong, for code that has to tell cases apart. */
export type PrinterErrorKind =
  | ConnectionProblemId
  | 'timeout'
  | 'cancelled'
  | 'not-connected'
  | 'refused-by-printer'
  | 'not-found'
  | 'exists'
  | 'in-use'
  | 'bad-input'
  | 'not-available'
  | 'bad-answer'
  | 'too-large';

export interface PrinterErrorParts {
  kind: PrinterErrorKind;
  /** What was asked for, such as "list the files of Practice". */
  asked: string;
  /** What was wrong, in plain words. */
  wrong: string;
  /** What a person can do now; one step each. */
  tryThis?: string[];
  cause?: unknown;
}

/** Base of every error this ring throws: what was asked, what was wrong, what to try. */
export class PrinterError extends Error {
  readonly kind: PrinterErrorKind;
  readonly asked: string;
  readonly wrong: string;
  readonly tryThis: string[];

  constructor(parts: PrinterErrorParts) {
    super(`${parts.asked}: ${parts.wrong}`, { cause: parts.cause });
    this.name = 'PrinterError';
    this.kind = parts.kind;
    this.asked = parts.asked;
    this.wrong = parts.wrong;
    this.tryThis = parts.tryThis ?? [];
  }
}

/** The printer itself said no; `code` is Moonraker's, `message` its own whole text. */
export class RpcError extends PrinterError {
  readonly code: number | null;

  constructor(asked: string, message: string, code: number | null) {
    super({ kind: kindOfCode(code, message), asked, wrong: message });
    this.name = 'RpcError';
    this.code = code;
  }
}

/** -32601 is both "no such method" and "no such file"; -32602 with this text is a missing permission. */
function kindOfCode(code: number | null, message: string): PrinterErrorKind {
  if (code === 401 || (code === -32602 && message === 'Unauthorized')) return 'unauthorized';
  if (code === 404 || code === -32601) return 'not-found';
  return 'refused-by-printer';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0 && error.message === '') {
    return messageOf(error.errors[0]);
  }
  return error instanceof Error ? error.message : String(error);
}

/** Node's error code (`ECONNREFUSED` and such) from an error or its causes, else the empty string. */
export function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string') return code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else current = current.cause;
  }
  return '';
}
