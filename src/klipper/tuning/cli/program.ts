/** The input or the settings of a command are wrong: its message is printed and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT_DONE = 0;
export const EXIT_FALLS_SHORT = 1;
export const EXIT_WRONG_INPUT = 2;

/** What a command writes to, so that tests can read it. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

export const consoleOutput: Output = {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
};

/** A number given as an option; undefined where it was not given. Throws UsageError naming the option. */
export function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new UsageError(`--${name} needs a number, not "${text}".`);
  return value;
}

/** Numbers separated by commas. */
export function numberList(name: string, text: string | undefined): number[] | undefined {
  return text?.split(',').map((part) => numberOption(name, part)!);
}

/** Prints an error the way the caller reads: an object with --json, a line otherwise. */
export function reportError(error: unknown, json: boolean, output: Output): number {
  const message = error instanceof Error ? error.message : String(error);
  if (json) output.out(JSON.stringify({ error: message }));
  else output.error(message);
  return EXIT_WRONG_INPUT;
}
