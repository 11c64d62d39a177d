import { hostname, networkInterfaces } from 'node:os';
import { plainAddress } from './ranges.ts';

/** All addresses of this machine without zones, loopback included. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map((entry) => plainAddress(entry.address));
}

/** Addresses at which others in the house reach this machine. */
export function reachableAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => !entry.internal && !entry.address.startsWith('fe80:'))
    .map((entry) => plainAddress(entry.address));
}

/** Names under which this machine answers: localhost, its own name, `name.local`. */
export function ownNames(): string[] {
  const name = hostname().toLowerCase();
  const short = name.split('.')[0] ?? name;
  return [...new Set(['localhost', name, short, `${short}.local`])];
}
