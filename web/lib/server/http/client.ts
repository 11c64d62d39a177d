import type { RequestEvent } from '@sveltejs/kit';
import { ADDRESS_HEADER, DIRECT_HEADER } from '../../../front/origin-headers.ts';
import type { SessionClient } from '../auth/sessions.ts';
import { frontLink } from '../front-link.ts';
import type { HostRules } from '../network/hosts.ts';
import type { Settings } from '../settings.ts';

/** Address and browser of whoever sent this, for rate limits and the list of sessions. Never for access. */
export function clientOf(event: Pick<RequestEvent, 'request' | 'getClientAddress'>): SessionClient {
  const prepared = frontLink().headersArePrepared ? event.request.headers.get(ADDRESS_HEADER) : null;
  return {
    address: prepared ?? event.getClientAddress(),
    userAgent: event.request.headers.get('user-agent') ?? '',
  };
}

/**
 * "From the LAN", which only lets a visitor test an address before signing in: home mode, a peer in the house,
 * no forwarding header, a local name as `Host`, and no proxy configured.
 */
export function isFromLan(
  event: Pick<RequestEvent, 'request' | 'url'>,
  settings: Pick<Settings, 'mode' | 'trustedProxies'>,
  hosts: HostRules,
): boolean {
  return (
    settings.mode === 'home' &&
    settings.trustedProxies.length === 0 &&
    frontLink().headersArePrepared === true &&
    event.request.headers.get(DIRECT_HEADER) === 'yes' &&
    hosts.local(event.url.hostname)
  );
}
