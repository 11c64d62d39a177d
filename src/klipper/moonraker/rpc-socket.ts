import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { PrinterError, RpcError } from '../errors.ts';
import { readFrame, request } from './messages.ts';

export interface RpcCallOptions {
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Called once the frame was handed to the socket: from then on it may have been carried out. */
  onSent?: () => void;
}

export interface RpcSocket {
  /** Sends one request. Rejects with `RpcError` (the printer said no) or `PrinterError` (lost, late, cancelled). */
  call(method: string, params: object, options?: RpcCallOptions): Promise<unknown>;
  isOpen(): boolean;
  ping(): void;
  close(): void;
}

export interface RpcHandlers {
  onHeard(): void;
  onNotification(method: string, params: unknown[]): void;
  onClosed(reason: Error): void;
}

interface Pending {
  asked: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** JSON-RPC over one WebSocket that is open or opening; lives as long as that socket and no longer. */
export function createRpcSocket(socket: WebSocket, clock: Clock, handlers: RpcHandlers): RpcSocket {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let failure: Error | null = null;
  let closed = false;

  const settle = (id: number): Pending | undefined => {
    const entry = pending.get(id);
    pending.delete(id);
    return entry;
  };

  const onMessage = (data: RawData, isBinary: boolean) => {
    handlers.onHeard();
    if (isBinary) return;
    const frame = readFrame((data as Buffer).toString('utf8'));
    if (frame.kind === 'notification') handlers.onNotification(frame.method, frame.params);
    else if (frame.kind === 'result') settle(frame.id)?.resolve(frame.result);
    else if (frame.kind === 'error') {
      const entry = settle(frame.id);
      entry?.reject(new RpcError(entry.asked, frame.message, frame.code));
    }
  };

  const onClose = (code: number) => {
    if (closed) return;
    closed = true;
    const reason = failure ?? new Error(`the connection was closed (code ${String(code)})`);
    for (const entry of pending.values()) entry.reject(lost(entry.asked, reason));
    pending.clear();
    handlers.onClosed(reason);
  };

  socket.on('message', onMessage);
  socket.on('pong', () => {
    handlers.onHeard();
  });
  socket.on('ping', () => {
    handlers.onHeard();
  });
  socket.on('error', (error) => {
    failure = error;
  });
  socket.on('close', onClose);

  return {
    isOpen: () => socket.readyState === socket.OPEN,
    ping: () => {
      if (socket.readyState === socket.OPEN) socket.ping();
    },
    close: () => {
      socket.terminate();
    },
    call(method, params, options = {}) {
      if (socket.readyState !== socket.OPEN) return Promise.reject(notConnected(method));
      if (options.signal?.aborted === true) return Promise.reject(cancelled(method));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const release: (() => void)[] = [];
        const finish = (act: () => void) => {
          pending.delete(id);
          for (const undo of release) undo();
          act();
        };
        pending.set(id, {
          asked: method,
          resolve: (result) => {
            finish(() => {
              resolve(result);
            });
          },
          reject: (error) => {
            finish(() => {
              reject(error);
            });
          },
        });
        if (options.timeoutMs !== undefined) {
          release.push(clock.after(options.timeoutMs, () => pending.get(id)?.reject(late(method))));
        }
        if (options.signal) {
          const { signal } = options;
          const onAbort = () => pending.get(id)?.reject(cancelled(method));
          signal.addEventListener('abort', onAbort, { once: true });
          release.push(() => {
            signal.removeEventListener('abort', onAbort);
          });
        }
        socket.send(request(id, method, params), (error) => {
          if (error) pending.get(id)?.reject(lost(method, error));
        });
        options.onSent?.();
      });
    },
  };
}

function notConnected(asked: string): PrinterError {
  return new PrinterError({
    kind: 'not-connected',
    asked,
    wrong: 'there is no connection to the printer at the moment',
    tryThis: ['Wait until it is connected again, then ask once more.'],
  });
}

function lost(asked: string, cause: Error): PrinterError {
  return new PrinterError({
    kind: 'interrupted',
    asked,
    wrong: 'the connection was cut before the answer',
    cause,
  });
}

function late(asked: string): PrinterError {
  return new PrinterError({ kind: 'timeout', asked, wrong: 'the printer has not answered in time' });
}

function cancelled(asked: string): PrinterError {
  return new PrinterError({ kind: 'cancelled', asked, wrong: 'it was given up before the answer came' });
}
