import type { Clock } from '../clock.ts';
import type { Connection } from '../moonraker/connection.ts';
import type { LiveState } from './state.ts';

/** Nothing heard for this long means that what is shown may be wrong. */
export const STALE_AFTER_MS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * How old what is shown is. Klipper sends nothing while nothing changes, so the age counts from the last frame
 * or pong while the subscription is good; once it is gone, the age goes on from there.
 */
export interface Freshness {
  /** A frame or a pong came in. */
  heard(): void;
  lost(): void;
  /** Milliseconds, null before anything was seen. */
  ageMs(): number | null;
  isStale(): boolean;
  /** Connections lost within the last hour. */
  interruptions(): number;
}

export function createFreshness(
  clock: Clock,
  state: Pick<LiveState, 'subscribed'>,
  connection: () => Pick<Connection, 'isOpen' | 'heardAtMs'>,
): Freshness {
  let observedAt: number | null = null;
  let lostAt: number[] = [];
  const isGood = () => state.subscribed && connection().isOpen();
  const ageMs = () => {
    const at = isGood() ? connection().heardAtMs() : observedAt;
    return at === null ? null : clock.monotonicMs() - at;
  };
  return {
    ageMs,
    heard: () => {
      if (state.subscribed) observedAt = clock.monotonicMs();
    },
    lost: () => {
      lostAt = [...lostAt, clock.monotonicMs()].slice(-100);
    },
    isStale: () => {
      const age = ageMs();
      return !isGood() || age === null || age > STALE_AFTER_MS;
    },
    interruptions: () => lostAt.filter((at) => clock.monotonicMs() - at < HOUR_MS).length,
  };
}
