import type { Clock } from '../clock.ts';

/** How long a decided action waits for the one before it on the same printer. */
export const LANE_PATIENCE_MS = 20_000;

/**
 * One action at a time on each printer, so that the check before an action sees what the last one did. Urgent
 * ones (pause, cancel, heaters off) do not wait.
 */
export function createLanes(clock: Clock) {
  const tails = new Map<string, Promise<unknown>>();

  async function run<T>(
    printerId: string,
    urgent: boolean,
    work: () => Promise<T>,
    busy: () => T,
  ): Promise<T> {
    if (urgent) return work();
    const before = tails.get(printerId) ?? Promise.resolve();
    let release: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const tail = before.then(() => mine);
    tails.set(printerId, tail);
    try {
      return (await inTime(before, clock)) ? await work() : busy();
    } finally {
      release();
      if (tails.get(printerId) === tail) tails.delete(printerId);
    }
  }
  return { run };
}

function inTime(before: Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = clock.after(LANE_PATIENCE_MS, () => resolve(false));
    void before.then(() => {
      stop();
      resolve(true);
    });
  });
}
