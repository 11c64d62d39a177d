import type { Printer } from '../../src/klipper/printer.ts';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import type { Clock } from '../clock.ts';

/** Resolves true as soon as the printer's state is as wanted, false after the time or when cancelled. */
export function waitForState(
  printer: Printer,
  wanted: (snapshot: PrinterSnapshot) => boolean,
  options: { milliseconds: number; clock: Clock; signal?: AbortSignal },
): Promise<boolean> {
  if (wanted(printer.snapshot())) return Promise.resolve(true);
  const { milliseconds, clock, signal } = options;
  return new Promise((resolve) => {
    const end = (reached: boolean) => {
      stopTimer();
      stopListening();
      signal?.removeEventListener('abort', cancelled);
      resolve(reached);
    };
    const cancelled = () => end(false);
    const stopTimer = clock.after(milliseconds, () => end(wanted(printer.snapshot())));
    const stopListening = printer.onChange(() => {
      if (wanted(printer.snapshot())) end(true);
    });
    signal?.addEventListener('abort', cancelled, { once: true });
  });
}
