import { PrinterError } from '../../src/klipper/errors.ts';
import type { Printer } from '../../src/klipper/printer.ts';

export type KlippyObjects = ReturnType<Printer['objects']>;

/**
 * Klipper's objects as they are at this moment: the live state follows a command's answer by up to a quarter of a
 * second. Where they cannot be asked for, the live ones.
 */
export async function freshObjects(
  printer: Printer,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<KlippyObjects> {
  const objects = Object.fromEntries(names.map((name) => [name, null]));
  try {
    const answer = await printer.query<{ status: KlippyObjects }>(
      'printer.objects.query',
      { objects },
      { signal },
    );
    return { ...printer.objects(), ...answer.status };
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    return printer.objects();
  }
}
