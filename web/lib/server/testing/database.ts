import { createAccounts } from '../accounts/accounts.ts';
import { openDatabase } from '../database/open.ts';

/** A clock that stands still until told to move; epoch milliseconds. */
export function handClock(startMs = 1_800_000_000_000) {
  let nowMs = startMs;
  return { now: () => nowMs, advance: (milliseconds: number) => void (nowMs += milliseconds) };
}

/** A real database in memory with all migrations, and accounts on it. */
export function accountsForTest(options: { registration?: 'open' | 'invite' } = {}) {
  const clock = handClock();
  const { database, close } = openDatabase(':memory:');
  const accounts = createAccounts({
    database,
    registration: options.registration ?? 'invite',
    setupCode: 'K7QM-2XVB',
    now: clock.now,
  });
  return { accounts, database, clock, close };
}

export const browser = { address: '192.0.2.7', userAgent: 'test' };
export const PASSWORD = 'correct horse battery';
