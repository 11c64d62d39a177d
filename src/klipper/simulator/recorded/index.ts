import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { BoxLine } from '../../black-box/line.ts';
import { answerFromTape, type Answered } from './answers.ts';
import { createTape } from './tape.ts';

export interface RecordedSimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** `manual`: time passes only through `advance`. */
  clock?: 'real' | 'manual';
  /** Recorded seconds per real second, under the real clock. */
  speed?: number;
}

export interface RecordedSimulator {
  url: string;
  port: number;
  lengthSeconds: number;
  /** Calls that would have changed the printer; all were refused. */
  refused: string[];
  advance(seconds: number): void;
  stop(): Promise<void>;
}

const TICK_MS = 250;
const Rpc = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

/**
 * A printer that lives a recorded hour again, behind Moonraker's face: the states and notifications of a black
 * box, so that an incident becomes a test. It takes no commands.
 */
export async function startRecorded(
  lines: readonly BoxLine[],
  options: RecordedSimulatorOptions,
): Promise<RecordedSimulator> {
  const tape = createTape(lines);
  const refused: string[] = [];
  const host = options.host ?? '127.0.0.1';

  const answer = (method: string, params: Record<string, unknown> = {}): Answered => {
    const answered = answerFromTape(tape, method, params);
    if ('error' in answered && answered.error.code === 400) refused.push(method);
    return answered;
  };
  const rpc = (text: string): string => {
    const parsed = Rpc.safeParse(parseJson(text));
    if (!parsed.success) return '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"}}';
    const { id, method, params } = parsed.data;
    return JSON.stringify({ jsonrpc: '2.0', id, ...answer(method, params) });
  };

  const server = createServer((request, response) => void answerHttp(request, response, answer, rpc));
  const sockets = new WebSocketServer({ server, path: '/websocket' });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => socket.send(rpc((data as Buffer).toString('utf8'))));
    socket.on('error', () => socket.terminate());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const advance = (seconds: number): void => {
    for (const notice of tape.forward(seconds)) {
      const text = JSON.stringify({ jsonrpc: '2.0', ...notice });
      for (const socket of sockets.clients) socket.send(text);
    }
  };
  const timer =
    options.clock === 'manual'
      ? undefined
      : setInterval(() => advance((TICK_MS / 1000) * (options.speed ?? 1)), TICK_MS);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${String(port)}`,
    port,
    lengthSeconds: tape.lengthSeconds,
    refused,
    advance,
    stop: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        for (const socket of sockets.clients) socket.terminate();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (method: string) => Answered,
  rpc: (text: string) => string,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const send = (status: number, text: string) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  if (path === '/server/jsonrpc') {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    send(200, rpc(Buffer.concat(pieces).toString('utf8')));
    return;
  }
  const answered = answer(path.slice(1).replaceAll('/', '.'));
  if ('result' in answered) send(200, JSON.stringify(answered));
  else send(answered.error.code === 400 ? 400 : 404, JSON.stringify(answered));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The schema refuses it with the answer Moonraker gives.
    return undefined;
  }
}
