import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Subscription } from '../klippy/subscription.ts';
import { authorize } from './access.ts';
import type { Connection } from './connection.ts';
import { MoonrakerError } from './errors.ts';
import { credentialsOf } from './credentials.ts';
import { answerRpc } from './json-rpc.ts';
import type { Moonraker } from './moonraker.ts';
import { openBridge } from './klippy-bridge.ts';

let nextConnectionId = 140134812685776;

/** Behind the fault "half-open". */
const stranded = new WeakSet<WebSocket>();

export type UpgradeFate = 'open' | 'cut' | 'hang' | 'page' | 'forbidden';

export interface SocketDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
  /** A frozen peer reads nothing more, so it does not even answer pings. */
  freeze(on: boolean): void;
  /** The sockets of now hear and say nothing any more, and nobody is told, as behind a router that forgot them. */
  strand(): void;
  /** Cuts every open socket, as a restart of Moonraker does. */
  dropAll(): void;
}

/** The door at `/websocket`; opens for anyone, but answers only those who may. `/klippysocket` is Klipper's own API. */
export function createSocketDoor(
  moonraker: Moonraker,
  fateOf: (request: IncomingMessage) => UpgradeFate,
): SocketDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  return {
    upgrade(request, socket, head) {
      const path = (request.url ?? '/').split('?')[0];
      const fate = path === '/websocket' || path === '/klippysocket' ? fateOf(request) : 'forbidden';
      socket.on('error', () => socket.destroy());
      if (fate === 'hang') return;
      if (fate === 'cut') return void socket.destroy();
      if (fate !== 'open') {
        const status = fate === 'forbidden' ? '403 Forbidden' : '400 Bad Request';
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        if (path === '/klippysocket') openBridge(moonraker, webSocket);
        else openConnection(moonraker, webSocket, request);
      });
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
    freeze(on) {
      for (const client of server.clients) {
        if (on) client.pause();
        else if (!stranded.has(client)) client.resume();
      }
    },
    strand() {
      for (const client of server.clients) {
        stranded.add(client);
        client.pause();
      }
    },
    dropAll() {
      for (const client of server.clients) client.terminate();
    },
  };
}

function isAuthorized(moonraker: Moonraker, request: IncomingMessage): boolean {
  const { faults } = moonraker.host.machine;
  if (['401', 'force-logins', 'locked-out'].some((name) => faults.has(name))) return false;
  try {
    authorize(moonraker.access, credentialsOf(request), Date.now() / 1000);
    return true;
  } catch (error) {
    if (error instanceof MoonrakerError) return false;
    throw error;
  }
}

function openConnection(moonraker: Moonraker, webSocket: WebSocket, request: IncomingMessage): void {
  nextConnectionId += 64;
  const connection: Connection = {
    id: nextConnectionId,
    authorized: isAuthorized(moonraker, request),
    user: '_TRUSTED_USER_',
    client: null,
    subscription: null,
    subscribe(objects) {
      this.subscription = new Subscription(objects);
      return this.subscription;
    },
    send(message) {
      if (webSocket.readyState !== webSocket.OPEN || silent(moonraker) || stranded.has(webSocket)) return;
      webSocket.send(JSON.stringify(message));
    },
    close: () => webSocket.close(),
  };
  moonraker.connections.add(connection);
  webSocket.on('close', () => moonraker.connections.delete(connection));
  webSocket.on('error', () => webSocket.terminate());
  const call = {
    moonraker,
    transport: 'websocket' as const,
    connection,
    user: connection.user,
    remoteAddress: request.socket.remoteAddress ?? '',
    host: request.headers.host ?? '',
  };
  webSocket.on('message', (data) => {
    void handleMessage(String(data as Buffer), call, connection, moonraker);
  });
}

function silent(moonraker: Moonraker): boolean {
  const { faults } = moonraker.host.machine;
  return faults.has('frozen') || faults.has('never-answering');
}

async function handleMessage(
  raw: string,
  call: Parameters<typeof answerRpc>[1],
  connection: Connection,
  moonraker: Moonraker,
): Promise<void> {
  const answer = await answerRpc(raw, call, () => connection.authorized);
  if (answer === null || loseAnswer(moonraker, raw)) return;
  connection.send(answer);
}

/** The fault "lost answers": what changed something happened, its answer never arrives. */
function loseAnswer(moonraker: Moonraker, raw: string): boolean {
  return (
    moonraker.host.machine.faults.has('lost-answers') && /"printer\.(print|gcode|restart|firmware)/.test(raw)
  );
}
