import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { finishJob, recordPrint } from './history.ts';
import { answerHttp } from './http.ts';
import type { Moonraker } from './moonraker.ts';
import { notePower } from './power.ts';
import { tickProcStats } from './proc-stats.ts';
import { createSocketDoor, type SocketDoor, type UpgradeFate } from './websocket.ts';
import { printRecord } from '../machine/print-stats.ts';

export interface FaultGate {
  /** True when a fault has dealt with the request instead. */
  http(request: IncomingMessage, response: ServerResponse): boolean;
  /** What becomes of a WebSocket handshake: taken, cut, left hanging, or answered with a page. */
  upgrade(): UpgradeFate;
  /** Sees each new connection first. */
  connection(socket: Socket): void;
}

export type ExtraRoute = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Joins Moonraker's parts: what Klipper says goes to the stores, the history and every socket. */
export function connectHost(moonraker: Moonraker): () => void {
  let prints: Parameters<typeof recordPrint>[1][] = [];
  const recordPrints = (): void => {
    for (const event of prints) recordPrint(moonraker, event);
    prints = [];
  };
  let lastSecond = Math.floor(moonraker.host.machine.now);
  return moonraker.host.listen({
    gcodeResponse(text) {
      moonraker.stores.addGcode({ message: text, time: moonraker.wallSeconds(), type: 'response' });
      moonraker.notify('notify_gcode_response', [text]);
    },
    klippyState(state) {
      const { machine } = moonraker.host;
      if (state === 'ready') {
        moonraker.notify('notify_klippy_ready');
      } else if (state === 'shutdown') {
        pushStatus(moonraker);
        recordPrints();
        moonraker.notify('notify_klippy_shutdown');
        notePower(moonraker);
        finishJob(moonraker, 'klippy_shutdown', printRecord(machine));
      } else if (state === 'disconnected') {
        for (const connection of moonraker.connections) connection.subscription = null;
        recordPrints();
        moonraker.notify('notify_klippy_disconnected');
        finishJob(moonraker, 'klippy_disconnect', printRecord(machine));
      }
      if (state === 'ready' || state === 'disconnected') notePower(moonraker);
    },
    print: (event) => void prints.push(event),
    statusTick() {
      if (moonraker.host.machine.klippy.connected) pushStatus(moonraker);
      recordPrints();
      const second = Math.floor(moonraker.host.machine.now);
      if (second === lastSecond) return;
      const missed = Math.min(1200, second - lastSecond);
      lastSecond = second;
      if (moonraker.host.machine.klippy.connected)
        for (let count = 0; count < missed; count++)
          moonraker.stores.sampleTemperatures(moonraker.host.machine);
      tickProcStats(moonraker);
    },
  });
}

function pushStatus(moonraker: Moonraker): void {
  const { machine } = moonraker.host;
  for (const connection of moonraker.connections) {
    const status = connection.authorized ? connection.subscription?.changes(machine) : null;
    if (status)
      connection.send({ jsonrpc: '2.0', method: 'notify_status_update', params: [status, machine.now] });
  }
}

/** How late the fault "slow" answers. */
const slowMilliseconds = 3000;

export interface HttpFace {
  port: number;
  door: SocketDoor;
  close(): Promise<void>;
}

/** A page beside Moonraker's; its own mistakes are a 500, not the end of the process. */
function taken(extra: ExtraRoute, request: IncomingMessage, response: ServerResponse): boolean {
  try {
    return extra(request, response);
  } catch (error) {
    response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
    return true;
  }
}

/** Opens the HTTP and WebSocket door on a port (0: any free one). */
export async function openHttpFace(
  moonraker: Moonraker,
  options: { port: number; host: string; gate: FaultGate; extra: ExtraRoute },
): Promise<HttpFace> {
  const { gate, extra } = options;
  const server: Server = createServer((request, response) => {
    if (gate.http(request, response) || taken(extra, request, response)) return;
    if (moonraker.host.machine.faults.has('slow'))
      setTimeout(() => void answerHttp(moonraker, request, response), slowMilliseconds);
    else void answerHttp(moonraker, request, response);
  });
  server.keepAliveTimeout = 30_000;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    gate.connection(socket);
  });
  const door = createSocketDoor(moonraker, (request) =>
    originAllowed(request) ? gate.upgrade() : 'forbidden',
  );
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    door,
    close: () =>
      new Promise((resolve) => {
        door.close();
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function originAllowed(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return (
    origin === undefined ||
    /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin) ||
    origin.replace(/^https?:\/\//, '') === host
  );
}
