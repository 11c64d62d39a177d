import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { app } from '../app.ts';
import { SIGN_IN_PATH } from '../paths.ts';
import { type AccessVerdict, judgeAccess } from './access.ts';
import { noSuchPrinter, notSignedIn, refuse } from './errors.ts';
import { REFUSALS } from './refusals.ts';
import { accessOf } from './route-access.ts';

/** The declared access of the route against who asks. Null lets the request through. */
export async function admit(event: RequestEvent): Promise<Response | null> {
  const { route, locals } = event;
  if (route.id === null) return null;
  const printerId = namedPrinter(event);
  const verdict = judgeAccess({
    access: await accessOf(route.id),
    user: locals.user,
    hasToken: locals.token !== null,
    role: printerId && locals.user ? app().printers.roleOf(locals.user.id, printerId) : undefined,
    namesPrinter: printerId !== null,
  });
  if (verdict === 'allowed') return null;
  const isData = isDataRoute(route.id) || event.request.method !== 'GET';
  return isData ? dataAnswer(verdict) : pageAnswer(verdict, event);
}

/** Routes whose answers are read by programs rather than shown to people. */
export function isDataRoute(routeId: string): boolean {
  return routeId.startsWith('/api/') || routeId === '/mcp' || routeId === '/health';
}

type Refused = Exclude<AccessVerdict, 'allowed'>;

function dataAnswer(verdict: Refused): Response {
  switch (verdict) {
    case 'sign-in':
      return notSignedIn();
    case 'bad-token':
      return refuse(
        401,
        'A valid personal token is needed.',
        'Make one in the settings and send it as a bearer token.',
        {
          'www-authenticate': 'Bearer realm="Cloud Print", error="invalid_token"',
        },
      );
    case 'hidden':
      return noSuchPrinter();
    case 'forbidden':
      return refuse(403, REFUSALS[403].message, REFUSALS[403].remedy);
    case 'undeclared':
      return refuse(403, UNDECLARED.message, UNDECLARED.remedy);
  }
}

/** An error thrown by a hook would get Kit's bare page: a whole page is fetched from the route that has one. */
function pageAnswer(verdict: Refused, { url, fetch, isDataRequest }: RequestEvent): Promise<Response> {
  if (verdict === 'sign-in')
    redirect(303, `${SIGN_IN_PATH}?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (verdict === 'undeclared') error(403, UNDECLARED);
  const status = verdict === 'hidden' ? 404 : 403;
  if (isDataRequest) error(status, REFUSALS[status]);
  return fetch(`/refused/${status}`);
}

const UNDECLARED = {
  message: 'This address has no rule about who may use it.',
  remedy: 'This is a mistake in the program: the route lacks its _access.',
};

/** Printers are named by `[printer]`, or by `[id]` right below a folder called printers. */
function namedPrinter({ route, params }: RequestEvent): string | null {
  const named = params as Record<string, string | undefined>;
  if (named.printer !== undefined) return named.printer;
  return /\/printers\/\[id\]/.test(route.id ?? '') ? (named.id ?? null) : null;
}
