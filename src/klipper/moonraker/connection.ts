import type http from 'node:http';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import type { Clock } from '../clock.ts';
import { every } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { urlOf } from '../egress/address.ts';
import { PrinterError, RpcError } from '../errors.ts';
import type { ConnectionPhase, ConnectionProblem, ConnectionReport } from '../snapshot.ts';
import type { Session } from './auth.ts';
import { delayBeforeAttempt } from './backoff.ts';
import { identifyParams } from './messages.ts';
import { problem, problemOf } from './problem.ts';
import type { RpcCallOptions, RpcSocket } from './rpc-socket.ts';
import { createRpcSocket } from './rpc-socket.ts';

export type CreateSocket = (url: string, options: ClientOptions) => WebSocket;

/**
 * Larger frames cut the connection, so what can be larger on a real printer (settings, file lists, stores) is
 * asked for by HTTP instead: see `bulk` in methods.ts and the field lists in live/subscription.ts.
 */
export const MAX_FRAME_BYTES = 1024 * 1024;
const HANDSHAKE_MS = 8_000;
/** Two pings fit into the time after which a silent peer counts as frozen; a busy computer has a second left to 10 s. */
export const PING_EVERY_MS = 4_000;
export const FROZEN_AFTER_MS = 9_000;

export interface ConnectionOptions {
  address: PrinterAddress;
  session: Session;
  agent: http.Agent;
  clock: Clock;
  random: () => number;
  createSocket?: CreateSocket | undefined;
  /** The socket is open and has identified itself; called for every new connection. */
  onOpen(): void;
  onClosed(): void;
  onNotification(method: string, params: unknown[]): void;
  onReport(): void;
  /** A frame or a pong came in. */
  onHeard?(): void;
  /** A second look at a failed upgrade: what is it that answers there? */
  explain?(found: ConnectionProblem): Promise<ConnectionProblem>;
}

export interface Connection {
  report(): ConnectionReport;
  isOpen(): boolean;
  /** Monotonic milliseconds of the last frame or pong, null before the first. */
  heardAtMs(): number | null;
  call(method: string, params: object, options?: RpcCallOptions): Promise<unknown>;
  /** Drops the socket and connects again, for a printer that says things that cannot be. */
  reconnect(): void;
  stop(): void;
}

/** Keeps one WebSocket to a Moonraker, for ever: fails requests when it breaks, and connects again. */
export function createConnection(options: ConnectionOptions): Connection {
  const { clock } = options;
  const createSocket = options.createSocket ?? ((url, settings) => new WebSocket(url, settings));
  let phase: ConnectionPhase = 'connecting';
  let sinceMs = clock.nowMs();
  let attempts = 0;
  let found: ConnectionProblem | null = null;
  let rpc: RpcSocket | null = null;
  let identified = false;
  let heardAt: number | null = null;
  let attemptedAt = Number.NEGATIVE_INFINITY;
  let lostAt = clock.monotonicMs();
  let release: () => void = () => undefined;

  const setPhase = (next: ConnectionPhase, why: ConnectionProblem | null) => {
    if (phase !== next) sinceMs = clock.nowMs();
    phase = next;
    found = why;
    options.onReport();
  };

  const attempt = async () => {
    attemptedAt = clock.monotonicMs();
    attempts += 1;
    try {
      const headers = await options.session.headers();
      if (phase === 'stopped') return;
      open(headers);
    } catch (error) {
      failed(problemOf(error));
    }
  };

  const open = (headers: Record<string, string>) => {
    const socket = createSocket(urlOf(options.address, '/websocket').replace(/^http/, 'ws'), {
      headers,
      agent: options.agent,
      maxPayload: MAX_FRAME_BYTES,
      handshakeTimeout: HANDSHAKE_MS,
      perMessageDeflate: false,
      followRedirects: false,
    });
    let frozen = false;
    let openedAt = clock.monotonicMs();
    const mine = createRpcSocket(socket, clock, {
      onHeard: () => {
        heardAt = clock.monotonicMs();
        options.onHeard?.();
      },
      onNotification: options.onNotification,
      onClosed: (reason) => {
        stopWatch();
        if (rpc === mine)
          lose(
            frozen
              ? problem('frozen', `no frame and no pong for ${String(FROZEN_AFTER_MS / 1000)} s`)
              : problemOf(reason),
          );
      },
    });
    rpc = mine;
    let stopWatch: () => void = () => undefined;
    /** Looks again exactly when the peer would count as frozen, were nothing heard until then. */
    const watch = () => {
      const silentMs = clock.monotonicMs() - Math.max(heardAt ?? 0, openedAt);
      if (silentMs < FROZEN_AFTER_MS) {
        stopWatch = clock.after(FROZEN_AFTER_MS - silentMs, watch);
        return;
      }
      frozen = true;
      mine.close();
    };
    const stopPing = every(clock, PING_EVERY_MS, () => {
      mine.ping();
    });
    socket.once('open', () => {
      openedAt = clock.monotonicMs();
      watch();
      void identify(mine);
    });
    socket.once('close', stopPing);
  };

  const identify = async (mine: RpcSocket) => {
    try {
      const params = identifyParams(await options.session.identify());
      await mine.call('server.connection.identify', params, { timeoutMs: HANDSHAKE_MS });
    } catch (error) {
      if (error instanceof PrinterError && error.kind === 'unauthorized') options.session.expired();
      // Another refusal of `identify` (an old Moonraker does not know it) does not keep us out.
      if (!(error instanceof RpcError) || error.kind === 'unauthorized') {
        if (rpc !== mine) return;
        rpc = null;
        mine.close();
        failed(problemOf(error));
        return;
      }
    }
    if (rpc !== mine || !mine.isOpen()) return;
    attempts = 0;
    identified = true;
    setPhase('connected', null);
    options.onOpen();
  };

  const lose = (why: ConnectionProblem) => {
    rpc = null;
    const wasOpen = identified;
    identified = false;
    if (wasOpen) {
      lostAt = clock.monotonicMs();
      options.onClosed();
    }
    failed(why);
  };

  const failed = (why: ConnectionProblem) => {
    if (phase === 'stopped') return;
    setPhase(identifiedOnce() ? 'reconnecting' : 'connecting', why);
    scheduleNext();
    if (why.id === 'no-websocket' || why.id === 'not-moonraker') void refine(why);
  };

  const identifiedOnce = () => heardAt !== null || phase === 'reconnecting';

  const refine = async (why: ConnectionProblem) => {
    const better = await options.explain?.(why);
    if (better && found === why) setPhase(phase, better);
  };

  const scheduleNext = () => {
    release();
    const now = clock.monotonicMs();
    const wait = delayBeforeAttempt(attempts, now - lostAt, now - attemptedAt, options.random());
    release = clock.after(wait, () => void attempt());
  };

  void attempt();

  return {
    report: () => ({
      phase,
      sinceMs,
      lastHeardMs: heardAt === null ? null : clock.nowMs() - (clock.monotonicMs() - heardAt),
      attempts,
      problem: found,
    }),
    isOpen: () => identified && rpc?.isOpen() === true,
    heardAtMs: () => heardAt,
    call(method, params, callOptions) {
      if (rpc && identified) return rpc.call(method, params, callOptions);
      return Promise.reject(
        new PrinterError({
          kind: 'not-connected',
          asked: method,
          wrong: found?.cause ?? 'there is no connection to the printer yet',
          tryThis: found?.remedy ?? ['Wait a moment, then ask once more.'],
        }),
      );
    },
    reconnect: () => {
      rpc?.close();
    },
    stop: () => {
      if (phase === 'stopped') return;
      const old = rpc;
      rpc = null;
      identified = false;
      setPhase('stopped', null);
      release();
      old?.close();
    },
  };
}
