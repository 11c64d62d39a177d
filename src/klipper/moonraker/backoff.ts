/** How long to wait before the next attempt to connect. Pure: time and chance come in as arguments. */

export const MIN_SPACING_MS = 1_000;
const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 15_000;
/**
 * While an outage is young (a small board takes two minutes to start), attempts stay close together: a restarted
 * Moonraker is found again, and read anew, within 2 s. After that the waits grow to 15 s.
 */
const YOUNG_OUTAGE_MS = 120_000;
const YOUNG_LIMIT_MS = 1_200;

/**
 * Milliseconds until the next attempt.
 * `attempts` since the last success, `outageMs` since the connection was lost, `sinceLastAttemptMs` since the
 * start of the last attempt, `random` in 0..1 for the jitter. Never more than one attempt a second.
 */
export function delayBeforeAttempt(
  attempts: number,
  outageMs: number,
  sinceLastAttemptMs: number,
  random: number,
): number {
  const grown = FIRST_DELAY_MS * 2 ** Math.min(attempts, 10);
  const limit = outageMs < YOUNG_OUTAGE_MS ? YOUNG_LIMIT_MS : LAST_DELAY_MS;
  const jittered = Math.min(grown, limit) * (0.5 + random / 2);
  return Math.max(jittered, MIN_SPACING_MS - sinceLastAttemptMs);
}
