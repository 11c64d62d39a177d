import { BlockList, isIP } from 'node:net';

/** An IPv4 address inside an IPv6 one is that IPv4 address. Zones (`%eth0`) and brackets are dropped. */
export function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  return mapped?.[1] ?? bare;
}

/** True for an IP address, or one with a prefix length such as `192.168.1.0/24`. */
export function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** A test for membership in any of these ranges. */
export function addressMatcher(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Loopback, private, link-local and unique-local: a peer that sits in the same house. */
export const isLocalPeer = addressMatcher([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
]);

export const isLoopbackPeer = addressMatcher(['127.0.0.0/8', '::1']);

/** The network a peer belongs to for rate limits: the address itself for IPv4, its /64 for IPv6. */
export function rateKey(address: string): string {
  const plain = plainAddress(address);
  return isIP(plain) === 6 ? networkOf(plain, 4) : plain;
}

/** The wider network: /24 for IPv4, /56 for IPv6. */
export function wideRateKey(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) === 6)
    return `${networkOf(plain, 3)}:${(expanded(plain)[3] ?? '0').padStart(4, '0').slice(0, 2)}`;
  return plain.split('.').slice(0, 3).join('.');
}

function networkOf(address: string, groups: number): string {
  return expanded(address).slice(0, groups).join(':');
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':');
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
}
