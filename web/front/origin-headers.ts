import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { addressMatcher, isLocalPeer, plainAddress } from '../lib/server/network/ranges.ts';

/*
 * Who is really there. Anybody can send a forwarding header, and every request through a tunnel has a loopback
 * peer. So: what came in is deleted, and replaced by what this server saw itself, or by what a trusted proxy
 * said. Kit and our hooks read only the names below, which nobody outside can set.
 */
export const ADDRESS_HEADER = 'x-cloud-print-address';
export const PROTOCOL_HEADER = 'x-cloud-print-protocol';
export const HOST_HEADER = 'x-cloud-print-host';
/** `yes` for a peer in the same house with no trace of a proxy. */
export const DIRECT_HEADER = 'x-cloud-print-direct';

const FORWARDING =
  /^(?:x-forwarded-.*|forwarded|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|fastly-client-ip|via|cf-.*|cdn-loop)$/;
const OURS = /^x-cloud-print-/;

export type PrepareHeaders = (request: IncomingMessage) => void;

export function createHeaderRules(trustedProxies: readonly string[]): PrepareHeaders {
  const trusted = addressMatcher(trustedProxies);
  return (request) => {
    const { headers } = request;
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const forwarding = Object.keys(headers).filter((name) => FORWARDING.test(name));
    const claims = trusted(peer) ? readClaims(headers, trusted) : {};
    const isTls = 'encrypted' in request.socket && request.socket.encrypted === true;
    for (const name of Object.keys(headers)) {
      if (FORWARDING.test(name) || OURS.test(name)) delete headers[name];
    }
    headers[ADDRESS_HEADER] = claims.address ?? peer;
    headers[PROTOCOL_HEADER] = claims.protocol ?? (isTls ? 'https' : 'http');
    headers[HOST_HEADER] = claims.host ?? headers.host ?? 'localhost';
    headers[DIRECT_HEADER] = forwarding.length === 0 && isLocalPeer(peer) ? 'yes' : 'no';
  };
}

interface Claims {
  address?: string;
  protocol?: string;
  host?: string;
}

/** What a trusted proxy says. Of a chain of addresses, the nearest that is not a proxy of ours counts. */
function readClaims(headers: IncomingHttpHeaders, trusted: (address: string) => boolean): Claims {
  const chain = text(headers['x-forwarded-for'])
    .split(',')
    .map((part) => plainAddress(part.trim()))
    .filter((part) => part !== '');
  const visitor =
    chain.findLast((address) => !trusted(address)) ?? chain[0] ?? text(headers['cf-connecting-ip']);
  const protocol = lastOf(headers['x-forwarded-proto']);
  const host = lastOf(headers['x-forwarded-host']);
  return {
    ...(/^[\da-f.:]+$/i.test(visitor) && { address: visitor }),
    ...(/^https?$/.test(protocol) && { protocol }),
    ...(/^[\w.:[\]-]+$/.test(host) && { host }),
  };
}

function text(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function lastOf(value: string | string[] | undefined): string {
  return text(value).split(',').at(-1)?.trim().toLowerCase() ?? '';
}
