import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/**
 * A scripted Moonraker for tests of the client: it speaks the wire and answers from recordings of a real pair.
 * It has no machine behind it; a test says what changes.
 */
export interface FakeMoonraker {
  host: string;
  port: number;
  /** All JSON-RPC requests that came in, oldest first. */
  requests: { method: string; params: Record<string, unknown>; by: 'socket' | 'http' }[];
  /** Paths of plain HTTP requests, with their method. */
  paths: string[];
  /** Sets how a method is answered; `null` leaves it unanswered. */
  on(method: string, answer: Answer | null): void;
  /** Sets how a plain HTTP path is answered. */
  serve(path: string, handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Sends a notification to every socket. */
  notify(method: string, params?: unknown[]): void;
  /** Sends text as it is. */
  sendRaw(text: string): void;
  /** Cuts all sockets. */
  drop(): void;
  /** Keeps sockets open and says nothing any more, not even a pong. */
  freeze(): void;
  sockets(): number;
  connections: number;
  requiresKey: string | null;
  count(method: string): number;
  close(): Promise<void>;
}

export type Answer = (params: Record<string, unknown>) => unknown;

export class FakeError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const fixtures = join(import.meta.dirname, 'fixtures');

export function fixture<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')) as T;
}

export async function startFakeMoonraker(port = 0): Promise<FakeMoonraker> {
  const answers = new Map<string, Answer | null>();
  for (const [method, result] of Object.entries(fixture('answers'))) answers.set(method, () => result);
  const objects = fixture('objects-idle');
  const select = (params: Record<string, unknown>) => ({ eventtime: 1000, status: pick(objects, params) });
  answers.set('printer.objects.query', select);
  answers.set('printer.objects.subscribe', select);
  answers.set('server.connection.identify', () => ({ connection_id: 1 }));
  for (const method of ['printer.gcode.script', 'printer.print.start', 'printer.print.pause']) {
    answers.set(method, () => 'ok');
  }

  const served = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const raw = new Set<Socket>();
  const server = http.createServer((request, response) => {
    void handleHttp(fake, answers, served, request, response);
  });
  server.on('connection', (socket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
  });
  const wss = new WebSocketServer({ server, path: '/websocket', autoPong: true });
  let frozen = false;
  const fake: FakeMoonraker = {
    host: '127.0.0.1',
    port: 0,
    requests: [],
    paths: [],
    connections: 0,
    requiresKey: null,
    on: (method, answer) => answers.set(method, answer),
    serve: (path, handler) => served.set(path, handler),
    notify: (method, params) => {
      const text = JSON.stringify({ jsonrpc: '2.0', method, ...(params ? { params } : {}) });
      for (const socket of wss.clients) socket.send(text);
    },
    sendRaw: (text) => {
      for (const socket of wss.clients) socket.send(text);
    },
    drop: () => {
      frozen = false;
      for (const socket of wss.clients) socket.terminate();
    },
    freeze: () => {
      frozen = true;
      for (const socket of raw) socket.pause();
    },
    sockets: () => wss.clients.size,
    count: (method) => fake.requests.filter((request) => request.method === method).length,
    close: () =>
      new Promise((resolve) => {
        for (const socket of wss.clients) socket.terminate();
        for (const socket of raw) socket.destroy();
        wss.close();
        server.close(() => {
          resolve();
        });
      }),
  };
  wss.on('connection', (socket: WebSocket) => {
    fake.connections += 1;
    let letIn = fake.requiresKey === null;
    socket.on('message', (data) => {
      if (frozen) return;
      const message = JSON.parse((data as Buffer).toString('utf8')) as RpcMessage;
      const params = message.params ?? {};
      if (message.method === 'server.connection.identify') letIn ||= params['api_key'] === fake.requiresKey;
      void answerRpc(fake, answers, message, 'socket', letIn).then((reply) => {
        if (reply !== null && socket.readyState === socket.OPEN) socket.send(JSON.stringify(reply));
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  fake.port = (server.address() as AddressInfo).port;
  return fake;
}

interface RpcMessage {
  id: number;
  method: string;
  params?: Record<string, unknown>;
}

async function answerRpc(
  fake: FakeMoonraker,
  answers: Map<string, Answer | null>,
  message: RpcMessage,
  by: 'socket' | 'http',
  letIn: boolean,
): Promise<object | null> {
  const { id, method } = message;
  fake.requests.push({ method, params: message.params ?? {}, by });
  const fail = (code: number, text: string) => ({ jsonrpc: '2.0', error: { code, message: text }, id });
  if (!letIn && method !== 'access.info') return fail(-32602, 'Unauthorized');
  if (!answers.has(method)) return fail(-32601, 'Method not found');
  const answer = answers.get(method);
  if (!answer) return null;
  try {
    return { jsonrpc: '2.0', result: await answer(message.params ?? {}), id };
  } catch (error) {
    if (error instanceof FakeError) return fail(error.code, error.message);
    throw error;
  }
}

async function handleHttp(
  fake: FakeMoonraker,
  answers: Map<string, Answer | null>,
  served: Map<string, (request: IncomingMessage, response: ServerResponse) => void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  fake.paths.push(`${request.method ?? ''} ${path}`);
  const handler = served.get(path);
  if (handler) {
    handler(request, response);
    return;
  }
  const letIn = fake.requiresKey === null || request.headers['x-api-key'] === fake.requiresKey;
  if (!letIn) {
    json(response, 401, { error: { code: 401, message: 'Unauthorized', traceback: '' } });
  } else if (path === '/server/jsonrpc') {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const message = JSON.parse(Buffer.concat(pieces).toString('utf8')) as RpcMessage;
    const reply = await answerRpc(fake, answers, message, 'http', true);
    if (reply) json(response, 200, reply);
  } else {
    const method = path.slice(1).replaceAll('/', '.');
    const answer = answers.get(method);
    if (answer) json(response, 200, { result: await answer({}) });
    else json(response, 404, { error: { code: 404, message: 'Not Found', traceback: '' } });
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  // As with a common cors_domains entry.
  response.setHeader('access-control-allow-origin', '*');
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The asked fields of the asked objects; an unknown object is `{}`, an unknown field null, as in Klipper. */
export function pick(
  objects: Record<string, unknown>,
  params: Record<string, unknown>,
): Record<string, unknown> {
  const status: Record<string, unknown> = {};
  for (const [name, fields] of Object.entries((params['objects'] ?? {}) as Record<string, string[] | null>)) {
    const object = (objects[name] ?? {}) as Record<string, unknown>;
    status[name] = fields ? Object.fromEntries(fields.map((key) => [key, object[key] ?? null])) : object;
  }
  return status;
}
