import type { Cookies } from '@sveltejs/kit';
import type { Settings } from '../settings.ts';

const NAME = 'cp_session';
const MAX_AGE_SECONDS = 90 * 86_400;

export interface CookieEvent {
  cookies: Cookies;
  url: URL;
}

/** `Secure` only when the request came by https: on a plain-HTTP LAN a browser would drop the cookie. */
export function isSecure(url: URL, settings: Pick<Settings, 'cookieSecure'>): boolean {
  return settings.cookieSecure === 'always' || url.protocol === 'https:';
}

export function readSessionCookie(cookies: Cookies): string | null {
  return cookies.get(NAME) ?? null;
}

export function writeSessionCookie({ cookies, url }: CookieEvent, token: string, settings: Settings): void {
  cookies.set(NAME, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(url, settings),
    maxAge: MAX_AGE_SECONDS,
  });
}

export function clearSessionCookie({ cookies, url }: CookieEvent, settings: Settings): void {
  cookies.delete(NAME, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url, settings) });
}
