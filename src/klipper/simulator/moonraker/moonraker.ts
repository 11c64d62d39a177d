import type { KlippyHost } from '../klippy/host.ts';
import type { Access } from './access.ts';
import type { Connection } from './connection.ts';
import type { FileStore } from './file-store.ts';
import type { History } from './history.ts';
import type { JobQueue } from './job-queue.ts';
import type { PowerDevices } from './power.ts';
import type { Stores } from './stores.ts';
import type { Webcams } from './webcams.ts';
import type { ProcStats } from './proc-stats.ts';

/** A call that changes something, as it reached the printer: for tests that ask "what did it do?". */
export interface RecordedCall {
  /** Machine's wall time, Unix seconds. */
  at: number;
  transport: 'http' | 'websocket' | 'klippy';
  /** HTTP verb, or the JSON-RPC method. */
  method: string;
  /** The HTTP path of the call, also for JSON-RPC. */
  path: string;
  /** The JSON-RPC method of the call, also for HTTP. */
  rpcMethod: string;
  params: Record<string, unknown>;
}

/** Moonraker's parts, as the handlers of its calls see them. */
export interface Moonraker {
  name: string;
  version: string;
  host: KlippyHost;
  files: FileStore;
  stores: Stores;
  history: History;
  queue: JobQueue;
  power: PowerDevices;
  webcams: Webcams;
  procStats: ProcStats;
  access: Access;
  database: Map<string, Record<string, unknown>>;
  connections: Set<Connection>;
  requests: RecordedCall[];
  /** System services that Moonraker may restart. */
  services: string[];
  /** Queries wait for the status tick, except under a manual clock. */
  waitForStatusTick(): Promise<void>;
  notify(method: string, params?: unknown[]): void;
  wallSeconds(): number;
  /** Moonraker itself restarts: sockets are closed. */
  restartServer(): void;
}

export interface CallContext {
  moonraker: Moonraker;
  transport: RecordedCall['transport'];
  verb: string;
  connection: Connection | null;
  user: string;
  remoteAddress: string;
  host: string;
}
