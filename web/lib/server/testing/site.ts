import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { handle } from '../../../hooks.server.ts';
import { ADDRESS_HEADER, DIRECT_HEADER } from '../../../front/origin-headers.ts';
import { type App, installApp, createApp, uninstallApp } from '../app.ts';
import { frontLink } from '../front-link.ts';
import { writeSessionCookie } from '../http/session-cookie.ts';
import { readSettings } from '../settings.ts';
import { cookieJar } from './cookies.ts';
import { type Endpoint, loadEndpoint, matchRoute } from './routes.ts';

/** A person with a browser: their cookies stay with them. */
export interface Visitor {
  jar: Map<string, string>;
  address: string;
  userId: string;
}

export interface Visit {
  method?: string;
  body?: BodyInit | object;
  headers?: Record<string, string>;
  /** Null sends no `Origin`. */
  origin?: string | null;
  host?: string;
  secure?: boolean;
  /** A peer in the house with no trace of a proxy. */
  direct?: boolean;
  signal?: AbortSignal;
  /** Stops behind the hooks: 204 where they let the request through. */
  onlyAdmit?: boolean;
}

export type Site = Awaited<ReturnType<typeof startSite>>;

/**
 * The whole server side with a real database in a folder of its own: requests go through the real hooks to the
 * real endpoints. Only Kit's router is replaced, so that a test needs no build.
 */
export async function startSite(environment: Record<string, string> = {}) {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'cloud-print-site-'));
  const settings = readSettings({
    DATA_DIRECTORY: dataDirectory,
    PRACTICE_PRINTER: 'off',
    SETUP_CODE: 'TEST-CODE',
    ...environment,
  });
  const app: App = await createApp(settings);
  installApp(app);
  frontLink().headersArePrepared = true;
  let visitors = 0;

  const visitor = (): Visitor => ({ jar: new Map(), address: `192.0.2.${(visitors += 1)}`, userId: '' });

  async function visit(who: Visitor, path: string, options: Visit = {}): Promise<Response> {
    const { host = 'localhost:3000', secure = false, direct = true, origin, signal } = options;
    const url = new URL(path, `http${secure ? 's' : ''}://${host}`);
    const plain = isPlainObject(options.body);
    const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
    const headers = new Headers({
      [ADDRESS_HEADER]: who.address,
      [DIRECT_HEADER]: direct ? 'yes' : 'no',
      ...(plain && { 'content-type': 'application/json' }),
      ...(origin !== null && method !== 'GET' && { origin: origin ?? url.origin }),
      ...options.headers,
    });
    const body = plain ? JSON.stringify(options.body) : (options.body as BodyInit | undefined);
    const request = new Request(url, {
      ...{ method, headers, duplex: 'half' },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    } as RequestInit);
    return run(makeEvent(who, url, request), options.onlyAdmit ? letIn : answer);
  }

  /** Registers (the first with the set-up code, others by invitation) and signs in. */
  async function register(email: string): Promise<Visitor> {
    const who = visitor();
    const first = app.accounts.needsSetupCode();
    const owner = app.accounts.people().find(({ isServerOwner }) => isServerOwner);
    const answer = await app.accounts.register(
      {
        email,
        password: 'correct horse battery',
        ...(first
          ? { setupCode: 'TEST-CODE' }
          : { invite: app.accounts.invites.create({ createdBy: owner!.id }).token }),
      },
      { address: who.address, userAgent: 'test' },
    );
    if (!answer.ok) throw new Error(`Could not register ${email}: ${answer.message}`);
    writeSessionCookie(
      { cookies: cookieJar(who.jar), url: new URL('http://localhost:3000') },
      answer.token,
      settings,
    );
    return { ...who, userId: answer.user.id };
  }

  return {
    app,
    visitor,
    visit,
    register,
    async stop(): Promise<void> {
      uninstallApp();
      await app.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function makeEvent(who: Visitor, url: URL, request: Request): RequestEvent {
  const route = matchRoute(url.pathname);
  return {
    ...{ url, request, locals: {}, platform: undefined, isDataRequest: false, isSubRequest: false },
    cookies: cookieJar(who.jar),
    params: route?.params ?? {},
    route: { id: route?.id ?? null },
    getClientAddress: () => who.address,
    setHeaders: () => {},
    // What a page that may not be seen is fetched from: its status is the last part of its path.
    fetch: async (path: string) => new Response(null, { status: Number(path.split('/').at(-1)) }),
  } as unknown as RequestEvent;
}

/** Real hooks, then the endpoint of the route; thrown redirects and errors become answers as Kit makes them. */
async function run(
  event: RequestEvent,
  answer: (event: RequestEvent) => Promise<Response>,
): Promise<Response> {
  try {
    return await handle({ event, resolve: (inner) => answer(inner as RequestEvent) } as Parameters<
      typeof handle
    >[0]);
  } catch (thrown) {
    if (isRedirect(thrown))
      return new Response(null, { status: thrown.status, headers: { location: thrown.location } });
    if (isHttpError(thrown)) return Response.json(thrown.body, { status: thrown.status });
    throw thrown;
  }
}

const letIn = async (): Promise<Response> => new Response(null, { status: 204 });

async function answer(event: RequestEvent): Promise<Response> {
  const module = event.route.id === null ? undefined : await loadEndpoint(event.route.id);
  if (!module) return new Response('page', { headers: { 'content-type': 'text/html' } });
  const endpoint = (module[event.request.method] ??
    (event.request.method === 'HEAD' ? module.GET : undefined)) as Endpoint | undefined;
  return endpoint ? endpoint(event) : new Response(null, { status: 405 });
}

function isPlainObject(body: unknown): body is object {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;
}
