import { isIPv6 } from 'node:net';
import type { PrinterAddress } from '../egress/address.ts';
import { originOf } from '../egress/address.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { PrinterError } from '../errors.ts';
import type { WebcamAnswer } from '../moonraker/schemas.ts';

/**
 * Where a camera's picture may be, in the order to try. An address beginning with `/` is meant for the web
 * server in front of Moonraker (port 80), as a browser would read it; a Moonraker that has none may serve it
 * itself. A loopback address is one on the printer's computer.
 */
export function cameraTargets(address: PrinterAddress, configured: string): URL[] {
  const text = configured.trim();
  if (text === '') return [];
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const host = isIPv6(address.host) ? `[${address.host}]` : address.host;
    const front = `${address.secure ? 'https' : 'http'}://${host}`;
    const bases =
      address.port === 80 || address.port === 443 ? [originOf(address)] : [front, originOf(address)];
    return bases.map((base) => parse(text, base)).filter((url) => url !== null);
  }
  const url = parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return [];
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) {
    url.hostname = isIPv6(address.host) ? `[${address.host}]` : address.host;
  }
  return [url];
}

function parse(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** A camera can be shown when it is switched on and says where its pictures are. */
export function isUsable(camera: WebcamAnswer): boolean {
  return camera.enabled && (camera.snapshot_url !== '' || camera.stream_url !== '');
}

/** Whether one of the camera's addresses may be dialled, as far as that can be told without looking names up. */
export function isAllowed(camera: WebcamAnswer, address: PrinterAddress, policy: EgressPolicy): boolean {
  const targets = [camera.snapshot_url, camera.stream_url].flatMap((url) => cameraTargets(address, url));
  return targets.some((url) => {
    try {
      policy.checkTarget(url.hostname, Number(url.port) || (url.protocol === 'https:' ? 443 : 80));
      return true;
    } catch (error) {
      if (error instanceof PrinterError) return false;
      throw error;
    }
  });
}
