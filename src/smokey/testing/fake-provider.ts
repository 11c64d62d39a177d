import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatFrames } from './chat-frames.ts';
import { responsesFrames } from './responses-frames.ts';

/** What the pretend language model does for one request. Everything left out is well behaved. */
export interface FakeReply {
  /** Words, one frame each when it is a list. */
  text?: string | string[];
  /** Arguments as an object, or as the exact text to send (broken JSON, NaN, a megabyte). */
  calls?: { name: string; arguments: unknown; id?: string }[];
  /** `null`: a server that does not say what it used. */
  inputTokens?: number | null;
  outputTokens?: number;
  finishReason?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  /** An HTTP error instead of a stream. */
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Breaks off after so many frames: by a closed connection, or by an end without the final frames. */
  cutAfter?: number;
  cutBy?: 'destroy' | 'end';
  /** Sends nothing more after so many frames and keeps the connection open. */
  hangAfter?: number;
  /** Awaited before each frame: lets a test drip. */
  beforeFrame?(index: number): Promise<void> | void;
  /** These exact lines instead of frames. */
  raw?: string[];
}

export interface FakeRequest {
  path: string;
  api: 'chat' | 'responses';
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** The whole body as text, to look for words in it. */
  text: string;
}

export interface FakeProvider {
  /** The base URL to set, with `/v1`. */
  url: string;
  requests: FakeRequest[];
  /** Connections that the other side closed before the answer ended. */
  aborted(): number;
  stop(): Promise<void>;
}

/**
 * A pretend provider that speaks both of OpenAI's wire formats, streaming: POST /v1/chat/completions and
 * POST /v1/responses. The script says what comes: a list in order (the last one repeats), or a function.
 */
export async function startFakeProvider(
  script: FakeReply[] | ((request: FakeRequest, index: number) => FakeReply | Promise<FakeReply>),
): Promise<FakeProvider> {
  const requests: FakeRequest[] = [];
  let aborted = 0;
  const replyFor = (request: FakeRequest, index: number) =>
    typeof script === 'function'
      ? script(request, index)
      : (script[Math.min(index, script.length - 1)] ?? {});
  const server = createServer((incoming, response) => {
    response.on('close', () => (aborted += response.writableFinished ? 0 : 1));
    answer(incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(incoming);
    const path = incoming.url ?? '/';
    const api = path.endsWith('/responses') ? 'responses' : 'chat';
    const request = { path, api, headers: incoming.headers, body: parse(text), text } satisfies FakeRequest;
    requests.push(request);
    const reply = await replyFor(request, requests.length - 1);
    if (reply.status !== undefined && reply.status !== 200) return sendError(response, reply);
    response.writeHead(200, { 'content-type': 'text/event-stream', ...reply.headers });
    const frames = reply.raw ?? (api === 'chat' ? chatFrames(reply) : responsesFrames(reply));
    await sendFrames(response, frames, reply);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    aborted: () => aborted,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFrames(
  response: ServerResponse,
  frames: readonly string[],
  reply: FakeReply,
): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    if (index === reply.hangAfter) return;
    if (index === reply.cutAfter) {
      if (reply.cutBy === 'end') response.end();
      else response.destroy();
      return;
    }
    await reply.beforeFrame?.(index);
    await new Promise((resolve) => response.write(frame, resolve));
  }
  response.end();
}

function sendError(response: ServerResponse, reply: FakeReply): void {
  const body = reply.body ?? { error: { message: `pretend failure ${reply.status}`, type: 'pretend' } };
  response.writeHead(reply.status ?? 500, { 'content-type': 'application/json', ...reply.headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): Record<string, unknown> {
  return JSON.parse(text || '{}') as Record<string, unknown>;
}
