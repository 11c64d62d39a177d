import { app } from '../app.ts';
import { Refusal } from '../http/errors.ts';
import type { Printer } from './klipper.ts';

/** The live connection of a printer, or the refusal that says why there is none. */
export function livePrinter(id: string): Printer {
  const printer = app().printers.get(id);
  if (printer) return printer;
  throw new Refusal(
    503,
    'This printer is not connected.',
    'Look at its address and credentials in the settings.',
  );
}
