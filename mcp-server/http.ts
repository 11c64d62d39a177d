import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isEmergencyStop } from './emergency-stop.ts';
import { readJsonBody } from './http-body.ts';
import { narrowOffer } from './narrow.ts';
import { createPrinterServer, type PrinterServerOptions } from './server.ts';

export interface McpRequestOptions extends Omit<PrinterServerOptions, 'askByDialog'> {
  /** Spends one of the principal's requests; the seconds to wait when there are none left. */
  spend?(): { ok: true } | { ok: false; retryAfterSeconds: number };
}

/**
 * One MCP request over Streamable HTTP, with nothing kept in between: a fresh server and transport, answered as
 * JSON, so that no answer can ever reach another client. Who asks (the principal), Origin and Host are settled by
 * the caller before. Limits do not hold for the emergency stop.
 */
export async function handleMcpRequest(request: Request, options: McpRequestOptions): Promise<Response> {
  if (request.method !== 'POST') {
    return problem(405, -32000, 'Only POST: this server keeps no sessions and sends nothing unasked.', {
      allow: 'POST',
    });
  }
  const body = await readJsonBody(request);
  if (!body.ok) return problem(body.status, body.code, body.message);
  if (!isEmergencyStop(body.value)) {
    const spent = options.spend?.() ?? { ok: true };
    if (!spent.ok) {
      return problem(429, -32000, `Too many requests. Try again in ${spent.retryAfterSeconds} s.`, {
        'retry-after': String(spent.retryAfterSeconds),
      });
    }
  }
  const server = createPrinterServer({
    ...options,
    ...narrowOffer(options, request),
    toolsOnly: /^tools\//.test(methodOf(body.value)),
  });
  return serveOnce(request, body.value, server);
}

/**
 * One request to a server that exists for it alone: nothing is kept, the answer is JSON, and both end with it.
 * With `stream` the answer is a stream that may carry notices before the result, and ends with it.
 */
export async function serveOnce(
  request: Request,
  body: unknown,
  server: { connect(transport: Transport): Promise<void>; close(): Promise<void> },
  { stream = false } = {},
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: !stream,
  });
  const closed = () => void server.close();
  request.signal.addEventListener('abort', closed, { once: true });
  let streaming: ReadableStream<Uint8Array> | null = null;
  try {
    await server.connect(transport);
    const response = await transport.handleRequest(request, { parsedBody: body });
    if (!stream || !response.body) return response;
    const end = new TransformStream<Uint8Array, Uint8Array>({ flush: () => server.close() });
    streaming = response.body.pipeThrough(end);
    return new Response(streaming, response);
  } finally {
    if (!streaming) {
      request.signal.removeEventListener('abort', closed);
      await server.close();
    }
  }
}

function methodOf(body: unknown): string {
  const method = typeof body === 'object' && body !== null && 'method' in body ? body.method : '';
  return typeof method === 'string' ? method : '';
}

function problem(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers });
}
