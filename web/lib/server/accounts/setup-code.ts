import { randomSetupCode, sameSecret } from '../crypto/secrets.ts';

export interface SetupCode {
  /** The code while it is needed, else null. */
  current(): string | null;
  matches(given: string): boolean;
}

/** The code printed at start. It is needed until the first account exists, and is new at every start. */
export function createSetupCode(hasAccounts: () => boolean, fixed: string | null = null): SetupCode {
  const code = fixed ?? randomSetupCode();
  let done = false;
  const needed = () => {
    done ||= hasAccounts();
    return !done;
  };
  return {
    current: () => (needed() ? code : null),
    matches: (given) => needed() && sameSecret(tidy(given), tidy(code)),
  };
}

/** Typed in lower case, with blanks or without the dash: the same code. */
function tidy(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
