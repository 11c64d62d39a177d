import type { Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { Samples } from './samples.ts';

/** Resolves when the condition holds after a batch, or after the time; rejects when cancelled. */
export function until(
  samples: Samples,
  reached: () => boolean,
  { milliseconds, clock, signal }: { milliseconds: number; clock: Clock; signal: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      stopTimer();
      stopListening();
      signal?.removeEventListener('abort', cancelled);
    };
    const done = () => {
      end();
      resolve();
    };
    const cancelled = () => {
      end();
      reject(
        new PrinterError({
          kind: 'cancelled',
          asked: 'Measure resonances',
          wrong: 'the measurement was stopped',
        }),
      );
    };
    const stopTimer = clock.after(milliseconds, done);
    const stopListening = samples.onBatch(() => {
      if (reached()) done();
    });
    signal?.addEventListener('abort', cancelled);
    if (signal?.aborted) cancelled();
    else if (reached()) done();
  });
}
