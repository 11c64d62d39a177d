import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { PrinterError } from '../errors.ts';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** A string goes as it is; an iterable is streamed and needs a `content-length` header. */
  body?: string | AsyncIterable<Uint8Array>;
  /** Until the answer's head is there; for a streamed body the time without any progress. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface HttpReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: IncomingMessage;
}

/** One request, no redirects followed. Everything this ring sends over HTTP goes through such a function. */
export type HttpSend = (request: HttpRequest) => Promise<HttpReply>;

const DEFAULT_TIMEOUT_MS = 10_000;

/** Sends by node:http or node:https through the given (guarded) agent. */
export function createHttpSend(agent: http.Agent): HttpSend {
  return (request) =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url);
      const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
        method: request.method,
        headers: request.headers ?? {},
        agent,
        ...(request.signal ? { signal: request.signal } : {}),
      });
      const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      outgoing.setTimeout(timeoutMs, () => outgoing.destroy(timeoutError(request, timeoutMs)));
      outgoing.once('response', (body) => {
        resolve({ status: body.statusCode ?? 0, headers: body.headers, body });
      });
      // Not `once`: a second error, after the answer or after a time-out, must not end the process.
      outgoing.on('error', reject);
      // A socket's own timer does not see a connect that hangs, so the whole way to the head has one too.
      if (typeof request.body !== 'object') limitTimeToHead(outgoing, request, timeoutMs);
      if (request.body === undefined || typeof request.body === 'string') outgoing.end(request.body);
      else pipeline(request.body, outgoing).catch(reject);
    });
}

function limitTimeToHead(outgoing: http.ClientRequest, request: HttpRequest, timeoutMs: number): void {
  const timer = setTimeout(() => outgoing.destroy(timeoutError(request, timeoutMs)), timeoutMs);
  timer.unref();
  const clear = () => {
    clearTimeout(timer);
  };
  outgoing.once('response', clear).once('close', clear);
}

function timeoutError(request: HttpRequest, timeoutMs: number): PrinterError {
  return new PrinterError({
    kind: 'unreachable',
    asked: `${request.method} ${new URL(request.url).pathname}`,
    wrong: `no answer within ${String(Math.round(timeoutMs / 1000))} s`,
    tryThis: ['Check that the printer’s computer is on and in the same network.'],
  });
}

/** Reads a whole body of at most `maxBytes`; more is an error and the connection is dropped. */
export async function readBody(reply: HttpReply, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of reply.body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) {
      reply.body.destroy();
      throw new PrinterError({
        kind: 'too-large',
        asked: 'Read an answer of the printer',
        wrong: `it is larger than ${String(Math.round(maxBytes / 1024))} KiB`,
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export interface BareReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends and reads a bounded text answer. */
export async function requestText(
  send: HttpSend,
  request: HttpRequest,
  maxBytes: number,
): Promise<BareReply> {
  const reply = await send(request);
  const body = await readBody(reply, maxBytes);
  return { status: reply.status, headers: reply.headers, text: body.toString('utf8') };
}
