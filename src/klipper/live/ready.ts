import type { Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { ConnectionReport } from '../snapshot.ts';

/** A promise for the first complete state, with a time-out that says why there is none. */
export function createReadiness(clock: Clock, name: string, report: () => ConnectionReport) {
  let complete = false;
  const waiting = new Set<(error: Error | null) => void>();
  const settle = (error: Error | null) => {
    for (const finish of [...waiting]) finish(error);
    waiting.clear();
  };
  return {
    complete() {
      complete = true;
      settle(null);
    },
    stop() {
      settle(
        new PrinterError({
          kind: 'cancelled',
          asked: `Connect to ${name}`,
          wrong: 'the connection was ended',
        }),
      );
    },
    when(timeoutMs: number): Promise<void> {
      if (complete) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const finish = (error: Error | null) => {
          cancel();
          waiting.delete(finish);
          if (error) reject(error);
          else resolve();
        };
        const cancel = clock.after(timeoutMs, () => {
          finish(notReady(name, timeoutMs, report()));
        });
        waiting.add(finish);
      });
    },
  };
}

function notReady(name: string, timeoutMs: number, { problem }: ConnectionReport): PrinterError {
  return new PrinterError({
    kind: problem?.id ?? 'timeout',
    asked: `Connect to ${name}`,
    wrong: problem
      ? `${problem.cause} (${problem.evidence})`
      : `its state was not known within ${String(Math.round(timeoutMs / 1000))} s`,
    tryThis: problem?.remedy ?? ['Check that the printer is on.'],
  });
}
