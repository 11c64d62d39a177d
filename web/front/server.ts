import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { frontLink } from '../lib/server/front-link.ts';
import { ALWAYS } from '../lib/server/http/security-headers.ts';
import { readSettings, type Settings, SettingsError } from '../lib/server/settings.ts';
import { announce } from './announce.ts';
import { judgeBody, LARGEST_BODY_BYTES } from './body-limits.ts';
import { ADDRESS_HEADER, createHeaderRules, HOST_HEADER, PROTOCOL_HEADER } from './origin-headers.ts';
import { installStop } from './stop.ts';

/*
 * The small server in front of the built app. It decides who is really there, how large a body may be, and how
 * the program starts and ends; everything else happens behind `handler`.
 */

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** cloudflared keeps idle connections for 90 s; closing earlier would give sporadic 502s. */
const KEEP_ALIVE_MS = 95_000;

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const prepare = createHeaderRules(settings.trustedProxies);
  let handler: Handler | null = null;

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
    if (!handler || state.stopping()) return notNow(response, handler === null);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const verdict = judgeBody(path, request.headers);
    if (!verdict.ok) return refuseBody(response, verdict);
    prepare(request);
    handler(request, response, () => notNow(response, false));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  server.requestTimeout = 0;
  // Nothing here speaks another protocol than HTTP, and Kit would answer an upgrade like a page.
  server.on('upgrade', (_request, socket) =>
    socket.end('HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\n\r\n'),
  );

  const state = installStop(server, settings.shutdownSeconds);
  await listenOrExit(server, settings);
  handler = await loadAppOrExit();
  announce(server, settings, frontLink().app?.setupCode() ?? null);
}

function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`${error.message}\nNothing was started. .env.example lists all settings.`);
    process.exit(2);
  }
}

function listenOrExit(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      console.error(whyNotListening(error, host, port));
      process.exit(2);
    });
    server.listen(port, host, resolve);
  });
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Set PORT to a free one, such as PORT=${port + 1}, or end that program.`;
  }
  if (error.code === 'EACCES') return `Port ${port} may only be used by root. Set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}. Correct the setting HOST.`;
  return `Cannot listen on ${host}, port ${port}: ${error.message}. Look at the settings HOST and PORT.`;
}

async function loadAppOrExit(): Promise<Handler> {
  // The handler reads these once, when it is loaded.
  process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  process.env.HOST_HEADER = HOST_HEADER;
  process.env.ADDRESS_HEADER = ADDRESS_HEADER;
  process.env.BODY_SIZE_LIMIT = String(LARGEST_BODY_BYTES);
  frontLink().headersArePrepared = true;
  const built = new URL('../../build/handler.js', import.meta.url);
  try {
    const { handler } = (await import(built.href)) as { handler: Handler };
    return handler;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    if (missing && String(error).includes('handler.js'))
      console.error('The app is not built. Run `npm run build`.');
    else console.error('The app could not be started.', error);
    process.exit(2);
  }
}

function notNow(response: ServerResponse, starting: boolean): void {
  const body = {
    ok: false,
    error: { cause: starting ? 'Starting.' : 'Not here.', remedy: 'Try again in a moment.' },
  };
  response.writeHead(503, {
    'content-type': 'application/json',
    'retry-after': '1',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

function refuseBody(
  response: ServerResponse,
  verdict: Extract<ReturnType<typeof judgeBody>, { ok: false }>,
): void {
  const { status, cause, remedy } = verdict;
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ error: { cause, remedy } }));
}

await main();
