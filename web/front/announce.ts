import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownNames, reachableAddresses } from '../lib/server/network/own-names.ts';
import { isLoopbackPeer } from '../lib/server/network/ranges.ts';
import { registerLink } from '../lib/server/paths.ts';
import type { Settings } from '../lib/server/settings.ts';
import { version } from '../lib/server/version.ts';

/** Prints every address this server can be reached at and, until there is an account, the set-up code. */
export function announce(server: Server, settings: Settings, setupCode: string | null): void {
  const { port } = server.address() as AddressInfo;
  const addresses = addressesOf(settings, port);
  const lines = [`Cloud Print ${version} is ready:`, ...addresses.map((address) => `  ${address}`)];
  if (setupCode !== null) {
    const first = addresses[0] ?? `http://localhost:${port}`;
    lines.push('', `Set-up code for the first account: ${setupCode}`, `  ${registerLink(first, setupCode)}`);
  }
  console.log(lines.join('\n'));
}

function addressesOf({ host, publicUrls }: Settings, port: number): string[] {
  const at = (name: string) =>
    `http://${name.includes(':') ? `[${name}]` : name}${port === 80 ? '' : `:${port}`}`;
  const everywhere = host === '0.0.0.0' || host === '::';
  const local = isLoopbackPeer(host) || host === 'localhost' ? ['localhost'] : [host];
  const names = everywhere
    ? [
        'localhost',
        ...reachableAddresses().filter((ip) => host === '::' || !ip.includes(':')),
        ...localNames(),
      ]
    : local;
  return [...names.map(at), ...publicUrls];
}

function localNames(): string[] {
  return ownNames().filter((name) => name.endsWith('.local') && name !== 'localhost.local');
}
