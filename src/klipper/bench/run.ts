import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { connectRecorded } from '../black-box/recorder.ts';
import { connectPrinter } from '../connect-printer.ts';
import type { PrinterConfig, PrinterOptions } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { createEgressPolicy } from '../egress/policy.ts';
import { createHub } from '../hub/hub.ts';
import type { Printer } from '../printer.ts';
import { cpuDuring, pause, keptBytes, startWire } from './load.ts';

/**
 * One measurement in a process of its own: `run.ts KIND PRINTERS BROWSERS EACH`. KIND is `bare` (ws, JSON.parse
 * and a merge), `real` (the client) or `recorded` (the client with its black box). Prints one line of JSON.
 */
const [kind = 'bare', printers = '100', browsers = '0', each = '0'] = process.argv.slice(2);
const count = Number(printers);
const WARM_UP_MS = 3_000;
const WINDOW_MS = 6_000;
const LONGEST_MS = 120_000;

/** However it goes wrong, a measurement nobody waits for any more ends. */
setTimeout(() => process.exit(3), LONGEST_MS).unref();

const wire = await startWire();
const before = keptBytes();
let messages = 0;
let frames = 0;

interface Fleet {
  stop(): void;
}

interface BareMessage {
  params?: [Record<string, object>];
  result?: { status: Record<string, object> };
}

/** The throw-away hub of the specification: what the work costs at least. */
async function bare(): Promise<Fleet> {
  const states = Array.from({ length: count }, () => ({}) as Record<string, Record<string, unknown>>);
  const dirty = Array.from({ length: count }, () => true);
  const sockets = await open(count, (index) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(wire.port)}/`, { perMessageDeflate: false });
    const state = states[index] ?? {};
    socket.on('open', () => {
      socket.send('{"jsonrpc":"2.0","id":1,"method":"printer.objects.subscribe"}');
    });
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString('utf8')) as BareMessage;
      const status = message.params?.[0] ?? message.result?.status;
      if (message.params) messages += 1;
      dirty[index] = true;
      for (const [name, fields] of Object.entries(status ?? {})) {
        state[name] = { ...state[name], ...fields };
      }
    });
    return socket;
  });
  const timer = setInterval(() => {
    const texts = states.map((state, index) => (dirty[index] ? JSON.stringify(state) : ''));
    for (let browser = 0; browser < Number(browsers); browser += 1) {
      const mine = Array.from(
        { length: Number(each) },
        (_, step) => texts[(browser * Number(each) + step) % count],
      );
      const text = `[${mine.filter((body) => body !== '').join(',')}]`;
      frames += text.length > 2 ? 1 : 0;
    }
    dirty.fill(false);
  }, 250);
  return {
    stop: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.terminate();
    },
  };
}

async function open(amount: number, create: (index: number) => WebSocket): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let index = 0; index < amount; index += 1) {
    const socket = create(index);
    sockets.push(socket);
    if (index % 100 === 99) await pause(50);
  }
  return sockets;
}

async function real(): Promise<Fleet> {
  const boxes = kind === 'recorded' ? mkdtempSync(join(tmpdir(), 'bench-boxes-')) : null;
  const connect = (config: PrinterConfig, options: PrinterOptions): Printer =>
    boxes === null
      ? connectPrinter(config, options)
      : connectRecorded(config, options, { directory: join(boxes, config.id) });
  const policy = createEgressPolicy({ mode: 'home', allowLoopback: true });
  const hub = createHub();
  const all: Printer[] = [];
  for (let index = 0; index < count; index += 1) {
    const printer = connect(
      {
        id: String(index),
        name: `Printer ${String(index)}`,
        address: parseAddress(`127.0.0.1:${String(wire.port)}`),
        policy,
      },
      {
        onNotification: (method) => {
          if (method === 'notify_status_update') messages += 1;
        },
      },
    );
    all.push(printer);
    hub.add(printer);
    if (index % 50 === 49) await pause(100);
  }
  await Promise.all(all.map((printer) => printer.whenReady(60_000)));
  for (let browser = 0; browser < Number(browsers); browser += 1) {
    const ids = Array.from({ length: Number(each) }, (_, step) =>
      String((browser * Number(each) + step) % count),
    );
    hub.subscribe(`browser-${String(browser)}`, ids, (json) => {
      frames += json.length > 0 ? 1 : 0;
    });
  }
  return {
    stop: () => {
      hub.stop();
      for (const printer of all) printer.stop();
      if (boxes !== null) rmSync(boxes, { recursive: true, force: true });
    },
  };
}

const fleet = await (kind === 'bare' ? bare() : real());
await pause(1_000);
wire.go();
await pause(WARM_UP_MS);
messages = 0;
frames = 0;
const usage = await cpuDuring(WINDOW_MS);
const result = {
  kind,
  core: usage.core,
  messages,
  frames,
  microsecondsPerMessage: (usage.core * usage.seconds * 1e6) / Math.max(1, messages),
  keptBytesPerPrinter: (keptBytes() - before) / count,
};
fleet.stop();
wire.stop();
console.log(JSON.stringify(result));
process.exit(0);
