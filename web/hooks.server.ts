import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { locales } from '#lib/paraglide/runtime.js';
import { loadPhrases } from '#lib/said/said.ts';
import { startApp } from '#lib/server/app.ts';
import { admit } from '#lib/server/http/admit.ts';
import { DISK_FULL, isDiskFull } from '#lib/server/http/full-disk.ts';
import { refuseForeignSite, refuseUnknownHost } from '#lib/server/http/guards.ts';
import { resolveInLanguage } from '#lib/server/http/language.ts';
import { fillLocals } from '#lib/server/http/locals.ts';
import { withSecurityHeaders } from '#lib/server/http/security-headers.ts';

/** Once, before the first request. */
export const init: ServerInit = async () => {
  await Promise.all([startApp(), ...locales.map(loadPhrases)]);
};

/** Every request: which host, which site, who, may they, and what the answer always carries. */
export const handle: Handle = async ({ event, resolve }) => {
  const refused = refuseUnknownHost(event) ?? refuseForeignSite(event);
  if (refused) return withSecurityHeaders(refused, event.url);
  await fillLocals(event);
  const response = (await admit(event)) ?? (await resolveInLanguage(event, resolve));
  return withSecurityHeaders(response, event.url, { personal: event.locals.user !== null });
};

/** Our mistakes are logged whole and told briefly. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return { message: error.message, ...(error.remedy && { remedy: error.remedy }) };
  if (kind === 'framework' && error.status === 404) {
    return { message: 'There is no such page.', remedy: 'Go back to your printers.' };
  }
  if (kind === 'framework' || kind === 'validation')
    return { message: error.message, remedy: 'Reload the page.' };
  if (isDiskFull(error)) return DISK_FULL;
  console.error(`${event.request.method} ${event.url.pathname}:`, error);
  return {
    message: 'Something went wrong here.',
    remedy: 'Reload the page. The server has noted what it was.',
  };
};
