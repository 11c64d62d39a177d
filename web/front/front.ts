import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ALWAYS } from '../lib/server/http/security-headers.ts';
import { judgeBody } from './body-limits.ts';
import { createHeaderRules } from './origin-headers.ts';

/** What the built app is: Node's request and response, and what to do when nobody answers. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Front {
  server: Server;
  /** From here on requests reach the app; before it they get 503. */
  serve(handler: Handler): void;
  /** New requests get 503 from here on. */
  close(): void;
}

/** cloudflared keeps idle connections for 90 s; closing earlier would give sporadic 502s. */
const KEEP_ALIVE_MS = 95_000;

/**
 * The small server in front of the app. It decides who is really there and how large a body may be; everything
 * else happens behind the handler.
 */
export function createFront({ trustedProxies }: { trustedProxies: readonly string[] }): Front {
  const prepare = createHeaderRules(trustedProxies);
  let handler: Handler | null = null;
  let phase: 'starting' | 'serving' | 'stopping' = 'starting';

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
    if (!handler || phase !== 'serving')
      return notNow(response, phase === 'starting' ? 'starting' : 'stopping');
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const verdict = judgeBody(path, request.headers);
    if (!verdict.ok) return refuseBody(response, verdict);
    prepare(request);
    handler(request, response, () => notNow(response, 'not here'));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  server.requestTimeout = 0;
  // Nothing here speaks another protocol than HTTP, and Kit would answer an upgrade like a page.
  server.on('upgrade', (_request, socket) =>
    socket.end('HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\n\r\n'),
  );

  return {
    server,
    serve(built) {
      handler = built;
      phase = 'serving';
    },
    close() {
      phase = 'stopping';
    },
  };
}

function notNow(response: ServerResponse, why: string): void {
  const error = { cause: `The server is ${why}.`, remedy: 'Try again in a moment.' };
  const headers = { 'content-type': 'application/json', 'retry-after': '1', 'cache-control': 'no-store' };
  response.writeHead(503, headers).end(JSON.stringify({ ok: false, error }));
}

function refuseBody(
  response: ServerResponse,
  { status, cause, remedy }: Extract<ReturnType<typeof judgeBody>, { ok: false }>,
): void {
  // The rest of the body is not read, so the connection cannot be used again.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ error: { cause, remedy } }));
}
