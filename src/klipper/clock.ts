/**
 * Time as an argument. Ages are measured with the monotonic side, so a jump of the wall clock neither makes
 * data look fresh nor old; the wall side only labels moments for people.
 */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Milliseconds of a clock that never jumps. */
  monotonicMs(): number;
  /** Runs `callback` once after `delayMs`; returns its own stop. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's clock. Its timers never keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Repeats `callback` until the returned stop is called; the next turn is set after the last one ended. */
export function every(clock: Clock, periodMs: number, callback: () => void): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;
  const turn = () => {
    callback();
    if (!stopped) cancel = clock.after(periodMs, turn);
  };
  cancel = clock.after(periodMs, turn);
  return () => {
    stopped = true;
    cancel();
  };
}

/** Resolves after the time; used with a manual clock in tests. */
export function delay(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}

export interface ManualClock extends Clock {
  /** Moves time on, running timers in order. */
  advance(milliseconds: number): void;
  /** Moves only the wall clock, as a corrected host clock does. */
  jumpWall(milliseconds: number): void;
  pendingTimers(): number;
}

/** A clock that stands still until told to move. */
export function manualClock(startMs = 1_800_000_000_000): ManualClock {
  let monotonic = 0;
  let wallOffset = startMs;
  const timers = new Set<{ at: number; run: () => void }>();
  const nextBefore = (limit: number) => {
    let next: { at: number; run: () => void } | undefined;
    for (const timer of timers) if (timer.at <= limit && (!next || timer.at < next.at)) next = timer;
    return next;
  };
  return {
    nowMs: () => wallOffset + monotonic,
    monotonicMs: () => monotonic,
    after(delayMs, callback) {
      const timer = { at: monotonic + Math.max(0, delayMs), run: callback };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance(milliseconds) {
      const end = monotonic + milliseconds;
      for (let timer = nextBefore(end); timer; timer = nextBefore(end)) {
        timers.delete(timer);
        monotonic = Math.max(monotonic, timer.at);
        timer.run();
      }
      monotonic = end;
    },
    jumpWall(milliseconds) {
      wallOffset += milliseconds;
    },
    pendingTimers: () => timers.size,
  };
}
