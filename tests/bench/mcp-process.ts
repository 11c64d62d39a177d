import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { handleMcpRequest } from '../../mcp-server/index.ts';
import { createWorld, principal } from '../../mcp-server/testing/world.ts';

/*
 * A process of its own for `mcp.ts`: the same status over plain HTTP JSON and over MCP, and the CPU time it has
 * used so far. What the client spends is not counted.
 */
const world = createWorld();
const options = { ...world, principal: principal({ door: 'mcp-http' }) };
const status = { status: world.printer.snapshot().job, observed_at: new Date(0).toISOString(), stale: false };

async function plain(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: number };
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ id, result: status }));
}

async function mcp(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: incoming.headers as Record<string, string>,
    body: Readable.toWeb(incoming) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  const response = await handleMcpRequest(request, options);
  outgoing.writeHead(response.status, { 'content-type': 'application/json' });
  outgoing.end(await response.text());
}

const server = createServer((incoming, outgoing) => {
  if (incoming.url === '/cpu') return void outgoing.end(JSON.stringify(process.cpuUsage()));
  const answer = incoming.url === '/mcp' ? mcp : plain;
  answer(incoming, outgoing).catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => console.log(`listening :${(server.address() as AddressInfo).port}.`));
