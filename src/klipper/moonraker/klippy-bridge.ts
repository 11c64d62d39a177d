import type http from 'node:http';
import { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { urlOf } from '../egress/address.ts';
import { PrinterError, RpcError } from '../errors.ts';
import type { Session } from './auth.ts';
import type { CreateSocket } from './connection.ts';
import { MAX_FRAME_BYTES } from './connection.ts';
import { nestsTooDeep } from './depth.ts';
import { parseJson } from './http-error.ts';
import { problemOf } from './problem.ts';

/**
 * Klipper's own API through Moonraker's `/klippysocket`: requests have no `jsonrpc` field, errors another form,
 * streams come under a key of one's own. Only what reads is let through: commands have one way, and it is not this.
 */
export interface KlippyBridge {
  request(method: string, params?: object): Promise<unknown>;
  /** Starts a stream, such as `motion_report/dump_trapq`; returns what its header says and its stop. */
  stream(
    method: string,
    params: object,
    onData: (data: unknown) => void,
  ): Promise<{ header: unknown; stop(): void }>;
  close(): void;
}

const READS =
  /^(list_endpoints|info|gcode\/help|objects\/(list|query|subscribe)|query_endstops\/status|[a-z0-9_]+\/dump_[a-z0-9_]+|gcode\/subscribe_output)$/;
const OPEN_MS = 8_000;
const ANSWER_MS = 15_000;

export interface BridgeOptions {
  address: PrinterAddress;
  session: Session;
  agent: http.Agent;
  clock: Clock;
  createSocket?: CreateSocket | undefined;
}

export async function openKlippyBridge(options: BridgeOptions): Promise<KlippyBridge> {
  const create = options.createSocket ?? ((url, settings) => new WebSocket(url, settings));
  const socket = create(urlOf(options.address, '/klippysocket').replace(/^http/, 'ws'), {
    headers: await options.session.headers(),
    agent: options.agent,
    maxPayload: MAX_FRAME_BYTES,
    handshakeTimeout: OPEN_MS,
    perMessageDeflate: false,
  });
  await opened(socket);
  const waiting = new Map<number, { asked: string; settle(error: Error | null, result?: unknown): void }>();
  const streams = new Map<string, (data: unknown) => void>();
  let nextId = 1;

  socket.on('message', (data) => {
    const text = (data as Buffer).toString('utf8');
    const message = parseJson(text) as Record<string, unknown> | null | undefined;
    if (typeof message !== 'object' || message === null || nestsTooDeep(message, text)) return;
    const { id, key, result, error, params } = message;
    if (typeof key === 'string') streams.get(key)?.(params);
    const entry = typeof id === 'number' ? waiting.get(id) : undefined;
    if (!entry) return;
    const words = (error as { message?: unknown } | undefined)?.message;
    entry.settle(error === undefined ? null : new RpcError(entry.asked, String(words), null), result);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    for (const entry of waiting.values()) entry.settle(lost(entry.asked));
  });

  const request = (method: string, params: object = {}): Promise<unknown> => {
    if (!READS.test(method)) return Promise.reject(notARead(method));
    if (socket.readyState !== socket.OPEN) return Promise.reject(lost(method));
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const settle = (error: Error | null, result?: unknown) => {
        waiting.delete(id);
        cancel();
        if (error) reject(error);
        else resolve(result);
      };
      const cancel = options.clock.after(ANSWER_MS, () => {
        settle(
          new PrinterError({ kind: 'timeout', asked: method, wrong: 'Klipper has not answered in time' }),
        );
      });
      waiting.set(id, { asked: method, settle });
      socket.send(JSON.stringify({ id, method, params }));
    });
  };

  return {
    request,
    async stream(method, params, onData) {
      const key = `stream-${String(nextId)}`;
      streams.set(key, onData);
      const answer = await request(method, { ...params, response_template: { key } });
      return {
        header: (answer as { header?: unknown } | null)?.header ?? null,
        stop: () => streams.delete(key),
      };
    },
    close: () => {
      socket.terminate();
    },
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (cause) => {
      const { id, cause: wrong, remedy } = problemOf(cause);
      reject(new PrinterError({ kind: id, asked: 'Open Klipper’s own API', wrong, tryThis: remedy, cause }));
    });
  });
}

function lost(asked: string): PrinterError {
  return new PrinterError({ kind: 'interrupted', asked, wrong: 'the connection was cut before the answer' });
}

function notARead(method: string): PrinterError {
  return new PrinterError({
    kind: 'bad-input',
    asked: method,
    wrong: 'only reading is allowed by this way',
    tryThis: ['Send commands as commands, so that they are decided, recorded and sent once.'],
  });
}
