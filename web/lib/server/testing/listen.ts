import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { RequestEvent } from '@sveltejs/kit';
import { handle } from '../../../hooks.server.ts';
import { ADDRESS_HEADER, DIRECT_HEADER } from '../../../front/origin-headers.ts';
import { cookieJar } from './cookies.ts';

/**
 * The real hooks on a real port, in front of one endpoint: who may reach it is decided as in the app. A program
 * that can send no token is given one.
 */
export async function listenAs(
  routeId: string,
  token: string,
  answer: (event: RequestEvent) => Response | Promise<Response>,
) {
  const server = createServer((incoming, outgoing) => {
    const event = eventOf(incoming, routeId, token);
    const resolve = (inner: unknown) => answer(inner as RequestEvent);
    void Promise.resolve(handle({ event, resolve } as Parameters<typeof handle>[0])).then(
      (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        if (response.body) Readable.fromWeb(response.body as NodeStream).pipe(outgoing);
        else outgoing.end();
      },
      (error: unknown) => outgoing.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${routeId}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function eventOf(incoming: IncomingMessage, routeId: string, token: string): RequestEvent {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const headers = new Headers({ authorization: `Bearer ${token}` });
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set(ADDRESS_HEADER, '127.0.0.1');
  headers.set(DIRECT_HEADER, 'yes');
  const { method = 'GET' } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? undefined : Readable.toWeb(incoming);
  const request = new Request(url, { method, headers, body, duplex: 'half' } as RequestInit);
  return {
    ...{ url, request, locals: {}, params: {}, route: { id: routeId } },
    cookies: cookieJar(new Map()),
    getClientAddress: () => '127.0.0.1',
  } as unknown as RequestEvent;
}
