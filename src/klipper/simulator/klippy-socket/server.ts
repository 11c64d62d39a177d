import { existsSync, unlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createKlippySession } from '../klippy/session.ts';
import type { Moonraker } from '../moonraker/moonraker.ts';

export interface KlippySocket {
  close(): Promise<void>;
}

const endOfMessage = '\x03';

/** Klipper's API on a Unix socket: JSON objects, each ended by the byte 0x03. The socket exists only while the host does. */
export async function openKlippySocket(moonraker: Moonraker, path: string): Promise<KlippySocket> {
  const sockets = new Set<Socket>();
  const { host } = moonraker;
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(moonraker, socket, () => sockets.delete(socket));
  });
  const open = (): Promise<void> => {
    if (existsSync(path)) unlinkSync(path);
    return new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  };
  const shut = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
  };
  const stopListening = host.listen({
    klippyState(state) {
      if (state === 'disconnected') void shut();
      else if (!server.listening) void open();
    },
  });
  if (host.machine.klippy.connected) await open();
  return {
    close() {
      stopListening();
      return shut();
    },
  };
}

function serve(moonraker: Moonraker, socket: Socket, ended: () => void): void {
  const session = createKlippySession(moonraker.host, {
    send: (message) => {
      if (!socket.destroyed) socket.write(JSON.stringify(message) + endOfMessage);
    },
    waitForStatusTick: () => moonraker.waitForStatusTick(),
    record: (method, params) => {
      moonraker.requests.push({
        at: moonraker.wallSeconds(),
        transport: 'klippy',
        method,
        path: `/${method}`,
        rpcMethod: method,
        params: { ...params },
      });
    },
  });
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (data) => {
    const pieces = (pending + String(data)).split(endOfMessage);
    pending = pieces.pop() ?? '';
    for (const piece of pieces) session.receive(piece);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    session.close();
    ended();
  });
}
