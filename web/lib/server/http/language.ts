import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { isDataRoute } from './admit.ts';

type Resolve = Parameters<Handle>[0]['resolve'];

/** Renders a page in the language of its cookie, else of the browser. What programs read has none. */
export function resolveInLanguage(event: RequestEvent, resolve: Resolve): Promise<Response> | Response {
  if (event.route.id !== null && isDataRoute(event.route.id)) return resolve(event);
  return paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) }),
  );
}
