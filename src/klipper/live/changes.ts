import type { Clock } from '../clock.ts';

/** At most four calls a second, as Klipper itself speaks. */
const QUIET_MS = 250;
/** A printer that is heard but says nothing new is told of this often, so that nobody takes it for lost. */
const REMIND_MS = 2_000;

export interface Changes {
  /** Something changed: listeners are called at once, or at the end of the quiet time. */
  mark(): void;
  /** Heard, and nothing changed: counts as a change when listeners were told of none for a while. */
  remind(): void;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

export function createChanges(clock: Clock): Changes {
  const listeners = new Set<() => void>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const fire = () => {
    cancel = null;
    lastAt = clock.monotonicMs();
    for (const listener of [...listeners]) listener();
  };
  const mark = () => {
    if (cancel || listeners.size === 0) return;
    const wait = lastAt + QUIET_MS - clock.monotonicMs();
    // Never inside the caller's turn: a listener may read or stop this very printer.
    cancel = clock.after(Math.max(0, wait), fire);
  };
  return {
    mark,
    remind() {
      if (clock.monotonicMs() - lastAt >= REMIND_MS) mark();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      cancel?.();
      cancel = null;
      listeners.clear();
    },
  };
}
