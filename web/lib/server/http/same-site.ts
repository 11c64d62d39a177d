const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface SiteQuestion {
  method: string;
  origin: string | null;
  secFetchSite: string | null;
  /** The host the request was sent to, with port, such as `pi.local:3000`. */
  host: string;
  /** The route takes bearer tokens, so a client that is no browser may call it. */
  bearerRoute: boolean;
}

/**
 * Whether a request that changes something comes from our own pages. Kit's check covers forms only; this one
 * covers every unsafe method. A browser always sends one of the two headers with such a request.
 */
export function isSameSite({ method, origin, secFetchSite, host, bearerRoute }: SiteQuestion): boolean {
  if (bearerRoute && origin !== null && !sameHost(origin, host)) return false;
  if (SAFE.has(method)) return true;
  if (origin === null && secFetchSite === null) return bearerRoute;
  if (secFetchSite !== null && secFetchSite !== 'same-origin') return false;
  return origin === null || sameHost(origin, host);
}

/** Schemes are not compared: behind a tunnel the page is https while we serve http. `null` is nobody's origin. */
function sameHost(origin: string, host: string): boolean {
  return URL.parse(origin)?.host === host.toLowerCase();
}
