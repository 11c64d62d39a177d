import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { AddressInfo } from 'node:net';
import { frame } from './wire-frame.ts';

/**
 * Many bare printers on one port, in their own process: they answer what a client asks at the beginning with
 * the least there is, then send a status update four times a second. Its CPU time is not the measured one's.
 */
const fixture = join(import.meta.dirname, '../testing/fixtures/objects-idle.json');
const { configfile: _settings, ...OBJECTS } = JSON.parse(readFileSync(fixture, 'utf8')) as Record<
  string,
  object
>;

const ANSWERS: Record<string, unknown> = {
  'server.info': { klippy_connected: true, klippy_state: 'ready', components: [] },
  'server.connection.identify': { connection_id: 1 },
  'printer.info': { state: 'ready', state_message: 'Printer is ready' },
  'printer.objects.list': { objects: Object.keys(OBJECTS) },
  'printer.objects.subscribe': { eventtime: 1, status: OBJECTS },
};

function answer(socket: WebSocket, text: string): void {
  const { id, method } = JSON.parse(text) as { id: number; method: string };
  const result = ANSWERS[method];
  const body = result === undefined ? { error: { code: -32601, message: 'Method not found' } } : { result };
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...body }));
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const slots: Set<WebSocket>[] = Array.from({ length: 20 }, () => new Set());
let joined = 0;
server.on('connection', (socket) => {
  const slot = slots[joined++ % slots.length];
  slot?.add(socket);
  socket.on('message', (data) => {
    answer(socket, (data as Buffer).toString('utf8'));
  });
  socket.on('close', () => slot?.delete(socket));
});
let turn = 0;
let running = false;
setInterval(() => {
  if (!running) return;
  turn += 1;
  const text = frame(Math.floor(turn / slots.length));
  for (const socket of slots[turn % slots.length] ?? []) socket.send(text);
}, 250 / slots.length);
process.on('message', (word) => {
  if (word === 'go') running = true;
  else process.exit(0);
});
// The channel closes when the measuring process ends, however it ends: nobody is left to send to.
process.on('disconnect', () => process.exit(0));
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
