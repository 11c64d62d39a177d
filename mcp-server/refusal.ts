import { PrinterError } from '../src/klipper/errors.ts';

/** The world says no: an answer that a person or a model can act on. Bugs throw instead. */
export interface Refusal {
  refused: {
    /** A stable word, such as `out-of-range`, `printing`, `not-homed`. */
    code: string;
    /** What was asked and what is wrong with it. */
    message: string;
    /** What to try instead. */
    hint: string;
  };
}

export function refuse(code: string, message: string, hint: string): Refusal {
  return { refused: { code, message, hint } };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

export function refusalText({ refused }: Refusal): string {
  return refused.hint ? `${refused.message} ${refused.hint}` : refused.message;
}

/** Errors of the printer's ring are the world's; anything else is a bug of ours. */
export function refusalFromError(error: unknown): Refusal | null {
  if (!(error instanceof PrinterError)) return null;
  const hint = error.tryThis.join(' ') || 'diagnose tells more about the connection.';
  return refuse(error.kind, `${error.message}.`.replace(/\.\.$/, '.'), hint);
}
