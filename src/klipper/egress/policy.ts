import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { PrinterError } from '../errors.ts';

/**
 * Which addresses this server may connect to on a person's word. `home`: private and unique-local networks;
 * `cloud`: public addresses and the configured tunnel hosts. Link-local, metadata, multicast, reserved and
 * translated ranges are never allowed.
 */
export interface EgressPolicy {
  readonly mode: 'home' | 'cloud';
  /** Judges what was typed before anything is looked up; throws a `PrinterError` of kind `forbidden-address`. */
  checkTarget(host: string, port: number): void;
  /** Judges an address about to be dialled, or just dialled; `host` is the name it was found by. */
  checkDialled(ip: string, port: number, host: string): void;
  /** The same policy, but with any port on this one host: for the cameras of a printer's own computer. */
  anyPortOn(host: string): EgressPolicy;
}

export interface EgressOptions {
  mode: 'home' | 'cloud';
  /** Loopback at any port: the signed-in owner's wish in home mode, and tests. */
  allowLoopback?: boolean;
  /** Exact host and port of the practice printer(s), set by the start-up code. */
  practice?: PracticeTarget | PracticeTarget[];
  /** More ports than 7125, 7130, 80 and 443; `any` for all. */
  extraPorts?: Iterable<number> | 'any';
  /** Allows the range of carrier-grade NAT, which Tailscale uses. */
  tailscale?: boolean;
  /** Home mode only: allows public addresses, by an administrator's setting. */
  allowPublic?: boolean;
  /** Exact host names an administrator configured, such as a tunnel's; allowed in both modes. */
  tunnelHosts?: string[];
}

export interface PracticeTarget {
  host: string;
  port: number;
}

const USUAL_PORTS = [7125, 7130, 80, 443];
/** Metadata services of clouds that lie inside otherwise allowed ranges. */
const METADATA = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192']);

export function createEgressPolicy(options: EgressOptions): EgressPolicy {
  const practice = [options.practice ?? []].flat();
  const tunnelHosts = new Set((options.tunnelHosts ?? []).map(canonicalHost));
  const ports =
    options.extraPorts === 'any' ? null : new Set([...USUAL_PORTS, ...(options.extraPorts ?? [])]);
  return build(options, practice, tunnelHosts, ports, null);
}

function build(
  options: EgressOptions,
  practice: PracticeTarget[],
  tunnelHosts: ReadonlySet<string>,
  ports: ReadonlySet<number> | null,
  anyPortHost: string | null,
): EgressPolicy {
  const isPractice = (host: string, port: number) =>
    practice.some((target) => canonicalHost(target.host) === host && target.port === port);

  const checkPort = (host: string, port: number) => {
    if (ports === null || ports.has(port) || host === anyPortHost || tunnelHosts.has(host)) return;
    throw forbidden(`${host}:${String(port)}`, `port ${String(port)} is not one this server may use`, [
      'Use Moonraker’s own port, usually 7125.',
      'The owner of this server can allow more ports in its settings.',
    ]);
  };

  const checkIp = (ip: string, port: number, host: string) => {
    const reason = reasonAgainst(ip, options, tunnelHosts.has(host));
    if (reason) throw forbidden(`${host}:${String(port)}`, reason, adviceFor(options));
  };

  const loopbackException = (ip: string) => options.allowLoopback === true && rangeOf(ip) === 'loopback';

  return {
    mode: options.mode,
    checkTarget(typedHost, port) {
      const host = canonicalHost(typedHost);
      if (isPractice(host, port)) return;
      if (isIP(host) !== 0) {
        if (loopbackException(host)) return;
        checkIp(host, port, host);
      } else if (isLocalhostName(host) && options.allowLoopback === true) return;
      checkPort(host, port);
    },
    checkDialled(ip, port, typedHost) {
      const host = canonicalHost(typedHost);
      // The practice printer is started by this program, so its name may only ever lead to loopback.
      if (isPractice(host, port) && rangeOf(ip) === 'loopback') return;
      if (loopbackException(ip)) return;
      checkIp(ip, port, host);
      checkPort(host, port);
    },
    anyPortOn: (host) => build(options, practice, tunnelHosts, ports, canonicalHost(host)),
  };
}

/** Why an IP address is not allowed, or null when it is. */
function reasonAgainst(ip: string, options: EgressOptions, configured: boolean): string | null {
  const range = rangeOf(ip);
  if (METADATA.has(ip) || range === 'metadata') return `${ip} is a cloud’s metadata service`;
  switch (range) {
    case 'private':
    case 'uniqueLocal':
      return options.mode === 'home' || configured ? null : `${ip} is inside a private network`;
    case 'unicast':
      return options.mode === 'cloud' || options.allowPublic === true || configured
        ? null
        : `${ip} is on the public internet, and this server only reaches printers at home`;
    case 'carrierGradeNat':
      return options.tailscale === true ? null : `${ip} belongs to a carrier’s or a Tailscale network`;
    case 'loopback':
      return `${ip} is this server itself`;
    case 'linkLocal':
      return `${ip} is a link-local address`;
    default:
      return `${ip} is not an address a printer can have (${range})`;
  }
}

function rangeOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (METADATA.has(address.toString())) return 'metadata';
  return address.range();
}

function adviceFor(options: EgressOptions): string[] {
  return options.mode === 'cloud'
    ? ['This server runs in the cloud: give the printer a tunnel, and type the tunnel’s host name.']
    : ['Type the address the printer has in your own network, such as 192.168.1.50.'];
}

function forbidden(target: string, wrong: string, tryThis: string[]): PrinterError {
  return new PrinterError({ kind: 'forbidden-address', asked: `Connect to ${target}`, wrong, tryThis });
}

function isLocalhostName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** Lower case, no brackets, no final dot, and IP addresses in their usual spelling. */
function canonicalHost(host: string): string {
  const plain = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return isIP(plain) !== 0 && ipaddr.isValid(plain) ? ipaddr.process(plain).toString() : plain;
}
