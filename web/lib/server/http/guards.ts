import type { RequestEvent } from '@sveltejs/kit';
import { app } from '../app.ts';
import { refuse } from './errors.ts';
import { isSameSite } from './same-site.ts';

/** Only names on the list: a page of another site cannot reach us under its own name (DNS rebinding). */
export function refuseUnknownHost({ url }: RequestEvent): Response | null {
  if (app().hosts.allowed(url.hostname)) return null;
  const name = url.hostname.replace(/[^\w.:[\]-]/g, '').slice(0, 100);
  return refuse(
    421,
    `This server does not answer under the name ${name}.`,
    'If the name is yours, add it to ALLOWED_HOSTS (or set PUBLIC_URL) and start again.',
  );
}

/** What changes something must come from our own pages. */
export function refuseForeignSite({ request, url, route }: RequestEvent): Response | null {
  const same = isSameSite({
    method: request.method,
    origin: request.headers.get('origin'),
    secFetchSite: request.headers.get('sec-fetch-site'),
    host: url.host,
    bearerRoute: isBearerRoute(route.id),
  });
  if (same) return null;
  return refuse(403, 'This request came from another site.', 'Open the page itself and do it there.');
}

/** The routes that take personal tokens instead of a session. */
export function isBearerRoute(routeId: string | null): boolean {
  return routeId === '/mcp' || /^\/api\/(tools|upload-slots)(\/|$)/.test(routeId ?? '');
}
