import type { ManualClock } from '../clock.ts';

/** Moves a manual clock on in small steps, giving real sockets their turn in between, until the condition holds. */
export async function tickUntil(
  clock: ManualClock,
  condition: () => boolean,
  what: string,
  withinMs = 60_000,
): Promise<number> {
  const start = clock.monotonicMs();
  while (!condition()) {
    if (clock.monotonicMs() - start > withinMs) throw new Error(`not within ${String(withinMs)} ms: ${what}`);
    clock.advance(50);
    await turn();
    await turn();
  }
  return clock.monotonicMs() - start;
}

/** Lets time pass for a manual clock while sockets are served. */
export async function tick(clock: ManualClock, milliseconds: number): Promise<void> {
  const end = clock.monotonicMs() + milliseconds;
  while (clock.monotonicMs() < end) {
    clock.advance(50);
    await turn();
    await turn();
  }
}

/** One round of the event loop with its sockets. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setTimeout(resolve, 1)));
}
