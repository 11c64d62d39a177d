import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const tls = (name: string) => readFileSync(new URL(`../fixtures/tls/edge.${name}`, import.meta.url));

/** What the edge does to a request, as documented by Cloudflare (see docs/remote-access.md). */
export interface Edge {
  url: string;
  /** Cuts every connection at once, as an edge release does. */
  cut(): void;
  stop(): Promise<void>;
}

/**
 * A stand-in for the tunnel's edge and connector: HTTPS outside, plain HTTP inside from a loopback peer,
 * Cloudflare's headers added, a visitor's own X-Forwarded-For kept and appended to, 413 above 100 MB.
 */
export async function startEdge(
  origin: string,
  options: { host?: string; visitor?: string } = {},
): Promise<Edge> {
  const { host, visitor = '203.0.113.7' } = options;
  const target = new URL(origin);
  const sockets = new Set<Duplex>();
  const server = createServer({ key: tls('key'), cert: tls('crt') }, (incoming, outgoing) => {
    if (Number(incoming.headers['content-length'] ?? 0) > 100e6) return void outgoing.writeHead(413).end();
    const chain = [incoming.headers['x-forwarded-for'], visitor].filter(Boolean).join(', ');
    const headers = {
      ...incoming.headers,
      host: host ?? incoming.headers.host,
      'x-forwarded-for': chain,
      'x-forwarded-proto': 'https',
      'cf-connecting-ip': visitor,
      'cf-ray': '8f0000000000abcd-ARN',
      'cf-visitor': '{"scheme":"https"}',
    };
    const inner = request(
      { host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    inner.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    outgoing.on('close', () => inner.destroy());
    incoming.pipe(inner);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    stop: () => (cut(), new Promise((resolve) => server.close(() => resolve()))),
  };
}
