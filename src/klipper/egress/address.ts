import { isIP, isIPv6 } from 'node:net';
import { PrinterError } from '../errors.ts';

/** Where a printer is, as parsed from what a person typed. */
export interface PrinterAddress {
  /** What was typed, for showing it back. */
  typed: string;
  secure: boolean;
  /** Host name in lower case, or an IP address without brackets. */
  host: string;
  port: number;
  /** False when the port was filled in by us; then other usual ports may be tried. */
  portGiven: boolean;
  /** Moonraker's `route_prefix`, such as `/printer2`, else the empty string. */
  basePath: string;
}

export const MOONRAKER_PORT = 7125;
export const MOONRAKER_TLS_PORT = 7130;

const SCHEMES: Record<string, boolean> = { 'http:': false, 'ws:': false, 'https:': true, 'wss:': true };
const HOST_NAME = /^[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9_])?\.?$/;
/** Pages of the usual web interfaces, whose addresses people paste. */
const PAGE_OF_A_WEB_INTERFACE =
  /^\/(dashboard|console|heightmap|files|viewer|preview|history|timelapse|config|configure|settings|jobs|system|tune|cam|login|allPrinters|farm)(\/.*)?$/;

/**
 * Reads what a person typed: an IP address, a host name, either with a port, or an http, https or ws address.
 * Nothing is looked up. Throws a `PrinterError` of kind `bad-address` that names what was wrong.
 */
export function parseAddress(typed: string): PrinterAddress {
  const text = typed.trim();
  if (text === '') throw bad(typed, 'nothing was typed');
  if (text.length > 300) throw bad(typed.slice(0, 60), 'it is longer than an address can be');
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  if (/[\u0000-\u0020\u007f]/.test(text)) throw bad(typed, 'it has a space or a control character in it');
  if (isIPv6(text)) return make(typed, false, text.toLowerCase(), MOONRAKER_PORT, false, '');
  return fromUrl(typed, text);
}

function fromUrl(typed: string, text: string): PrinterAddress {
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = toUrl(typed, schemed ? text : `http://${text}`);
  const secure = SCHEMES[url.protocol];
  if (secure === undefined) throw bad(typed, `“${url.protocol}//” is not how a printer is reached`);
  if (url.username !== '' || url.password !== '') {
    throw bad(typed, 'a user name or password does not belong into the address');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(host) === 0 && !HOST_NAME.test(host)) throw bad(typed, `“${host}” is not a host name`);
  // URL drops a port that is the scheme's own, so the typed text has to tell whether there was one.
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '';
  const portGiven = /:\d+$/.test(authority);
  const schemePort = secure ? 443 : 80;
  const port = url.port !== '' ? Number(url.port) : schemed || portGiven ? schemePort : MOONRAKER_PORT;
  if (port === 0) throw bad(typed, 'port 0 cannot be reached');
  return make(typed, secure, host, port, portGiven, basePathOf(url.pathname));
}

function toUrl(typed: string, text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    const port = /:(\d+)(\/|$)/.exec(text)?.[1];
    const wrong =
      port !== undefined && Number(port) > 65535
        ? `port ${port} does not exist; ports end at 65535`
        : 'it is not an address of a computer';
    throw bad(typed, wrong, cause);
  }
}

function basePathOf(pathname: string): string {
  const path = pathname.replace(/\/+$/, '').replace(/\/(websocket|server\/info|server|printer\/info)$/, '');
  return PAGE_OF_A_WEB_INTERFACE.test(path) ? '' : path;
}

function make(
  typed: string,
  secure: boolean,
  host: string,
  port: number,
  portGiven: boolean,
  basePath: string,
): PrinterAddress {
  return { typed: typed.trim(), secure, host, port, portGiven, basePath };
}

function bad(typed: string, wrong: string, cause?: unknown): PrinterError {
  return new PrinterError({
    kind: 'bad-address',
    asked: `Read the address “${typed}”`,
    wrong,
    tryThis: [
      'Type the printer’s IP address or name, such as 192.168.1.50, printer.local or 192.168.1.50:7125.',
    ],
    cause,
  });
}

/** `http://host:port/base` without a slash at its end. */
export function originOf(address: PrinterAddress): string {
  const host = isIPv6(address.host) ? `[${address.host}]` : address.host;
  return `${address.secure ? 'https' : 'http'}://${host}:${String(address.port)}`;
}

/** The address of a path on this printer's Moonraker, such as `/server/info`. */
export function urlOf(address: PrinterAddress, path: string): string {
  return `${originOf(address)}${address.basePath}${path}`;
}

/** Short and readable: host and port. */
export function labelOf(address: PrinterAddress): string {
  const host = isIPv6(address.host) ? `[${address.host}]` : address.host;
  return `${host}:${String(address.port)}${address.basePath}`;
}

/**
 * The addresses worth trying for what was typed, the typed one first: someone who gives no port may mean
 * Moonraker itself (7125, 7130) or the web page in front of it (80, 443).
 */
export function candidatesOf(address: PrinterAddress): PrinterAddress[] {
  const candidates = [address];
  if (address.basePath !== '') candidates.push({ ...address, basePath: '' });
  if (!address.portGiven) {
    const ports = address.secure ? [443, MOONRAKER_TLS_PORT] : [MOONRAKER_PORT, 80];
    for (const port of ports) {
      if (port !== address.port) candidates.push({ ...address, port, basePath: '' });
    }
  }
  return candidates;
}
