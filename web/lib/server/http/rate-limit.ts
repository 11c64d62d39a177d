export interface RateWindow {
  limit: number;
  windowMs: number;
}

export interface RateLimit {
  /** Counts one try. Returns 0 when it is allowed, else the milliseconds to wait. */
  take(key: string): number;
  /** Takes a counted try back, such as one that succeeded. */
  giveBack(key: string): void;
}

const MOST_KEYS = 10_000;

/** Counts tries per key in sliding windows, in memory: a restart forgives. */
export function createRateLimit(windows: readonly RateWindow[], now: () => number = Date.now): RateLimit {
  const tries = new Map<string, number[]>();
  const longestMs = Math.max(...windows.map(({ windowMs }) => windowMs));
  const most = Math.max(...windows.map(({ limit }) => limit));

  return {
    take(key) {
      const atMs = now();
      const times = (tries.get(key) ?? []).filter((time) => atMs - time < longestMs);
      const waitMs = Math.max(0, ...windows.map((window) => waitFor(times, window, atMs)));
      if (waitMs === 0) times.push(atMs);
      tries.delete(key);
      tries.set(key, times.slice(-most));
      if (tries.size > MOST_KEYS) forgetOldest(tries);
      return waitMs;
    },
    giveBack(key) {
      tries.get(key)?.pop();
    },
  };
}

function waitFor(times: readonly number[], { limit, windowMs }: RateWindow, atMs: number): number {
  const within = times.filter((time) => atMs - time < windowMs);
  const oldestThatCounts = within[within.length - limit];
  return oldestThatCounts === undefined ? 0 : oldestThatCounts + windowMs - atMs;
}

function forgetOldest(tries: Map<string, number[]>): void {
  const first = tries.keys().next();
  if (!first.done) tries.delete(first.value);
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
