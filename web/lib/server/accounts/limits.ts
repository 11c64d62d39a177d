import { createRateLimit, HOUR_MS, MINUTE_MS } from '../http/rate-limit.ts';
import { rateKey } from '../network/ranges.ts';

export type AccountLimits = ReturnType<typeof createAccountLimits>;

/** How often one may try, per account and per address of the network. */
export function createAccountLimits(now: () => number) {
  const logIn = () =>
    createRateLimit(
      [
        { limit: 3, windowMs: MINUTE_MS },
        { limit: 10, windowMs: HOUR_MS },
      ],
      now,
    );
  const perAccount = logIn();
  const perAddress = logIn();
  const registration = createRateLimit(
    [
      { limit: 5, windowMs: MINUTE_MS },
      { limit: 20, windowMs: HOUR_MS },
    ],
    now,
  );
  return {
    /** Counted before the password is looked at, so that a burst of parallel tries gains nothing. */
    takeLogIn: (email: string, address: string) =>
      perAddress.take(rateKey(address)) || perAccount.take(email),
    /** Only failures count. */
    forgiveLogIn(email: string, address: string) {
      perAccount.giveBack(email);
      perAddress.giveBack(rateKey(address));
    },
    takeRegistration: (address: string) => registration.take(rateKey(address)),
  };
}
