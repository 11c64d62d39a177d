import { createRateLimit, MINUTE_MS } from '../http/rate-limit.ts';
import { rateKey, wideRateKey } from '../network/ranges.ts';

export type AddressTestLimits = ReturnType<typeof createAddressTestLimits>;

/** How often addresses may be tested: little for visitors, per address and per network; enough for people. */
export function createAddressTestLimits(now: () => number = Date.now) {
  const guest = createRateLimit([{ limit: 5, windowMs: 10 * MINUTE_MS }], now);
  const network = createRateLimit([{ limit: 20, windowMs: 10 * MINUTE_MS }], now);
  const person = createRateLimit([{ limit: 30, windowMs: 10 * MINUTE_MS }], now);
  return {
    takeGuest: (address: string) => guest.take(rateKey(address)) || network.take(wideRateKey(address)),
    takePerson: (userId: string) => person.take(userId),
  };
}
