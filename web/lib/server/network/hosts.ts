import { ownAddresses, ownNames } from './own-names.ts';
import { plainAddress } from './ranges.ts';

export interface HostRules {
  /** True for a `Host` this server answers to at all. */
  allowed(hostname: string): boolean;
  /** True for localhost, the machine's own names and addresses; never for names from the settings. */
  local(hostname: string): boolean;
}

const REFRESH_MS = 10_000;

/**
 * The host allow-list. Addresses of the machine are read again every ten seconds, because routers hand out new
 * ones. The name, not the `Origin`, is compared: that is what stops DNS rebinding.
 */
export function createHostRules(
  settings: { allowedHosts: readonly string[]; publicUrls: readonly string[] },
  machine: { addresses: () => string[]; names: () => string[]; now: () => number } = {
    addresses: ownAddresses,
    names: ownNames,
    now: () => Date.now(),
  },
): HostRules {
  const extra = new Set([
    ...settings.allowedHosts.map((host) => plainAddress(host)),
    ...settings.publicUrls.map((url) => plainAddress(new URL(url).hostname)),
  ]);
  let own = new Set<string>();
  let readAtMs = -Infinity;
  const local = (hostname: string) => {
    if (machine.now() - readAtMs > REFRESH_MS) {
      own = new Set([...machine.addresses(), ...machine.names(), '127.0.0.1', '::1']);
      readAtMs = machine.now();
    }
    return own.has(plainAddress(hostname.toLowerCase()).replace(/\.$/, ''));
  };
  return { local, allowed: (hostname) => extra.has(plainAddress(hostname.toLowerCase())) || local(hostname) };
}
