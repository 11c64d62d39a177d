import { type Diagnosis, diagnose } from '#klipper';
import type { Printer } from './klipper.ts';

/** A look climbs a whole ladder of questions, so what was seen holds for so long. */
const FRESH_MS = 4_000;

/** The doctor's looks at printers: several tabs share one, and one printer is never looked at twice at a time. */
export function createFindings(
  now: () => number = Date.now,
  look: (printer: Printer) => Promise<Diagnosis> = see,
) {
  const looks = new WeakMap<Printer, { startedAtMs: number; answer: Promise<Diagnosis>; done: boolean }>();
  return {
    of(printer: Printer): Promise<Diagnosis> {
      const last = looks.get(printer);
      if (last && (!last.done || now() - last.startedAtMs < FRESH_MS)) return last.answer;
      const fresh = { startedAtMs: now(), answer: look(printer), done: false };
      const end = () => {
        fresh.done = true;
      };
      fresh.answer.then(end, end);
      looks.set(printer, fresh);
      return fresh.answer;
    },
  };
}

const see = (printer: Printer) => diagnose({ printer });
