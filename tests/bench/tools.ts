import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { connectPrinter, createEgressPolicy, parseAddress, type Printer } from '../../src/klipper/index.ts';
import {
  createGate,
  createMemoryStore,
  createPrinterDirectory,
  createPrinterServer,
  type Principal,
} from '../../mcp-server/index.ts';
import { freePort, start } from '../support/processes.ts';
import { atMost, percentile, type Benchmarks } from './bench.ts';

const ROUNDS = 40;
const principal: Principal = {
  userId: 'bench',
  userName: 'bench',
  door: 'system',
  via: 'bench',
  roles: new Map([['bench', 'owner']]),
  scopes: new Set(['read', 'control', 'config']),
};

/** A tool that reads answers from the live state; Moonraker's own query waits for Klipper's 250 ms tick. */
export async function benchmarks(): Promise<Benchmarks> {
  const port = await freePort();
  const simulator = start('src/klipper/simulator/cli.ts', ['--port', String(port)]);
  try {
    await simulator.until(new RegExp(`:${port}`));
    const printer = connectPrinter({
      id: 'bench',
      name: 'Bench',
      address: parseAddress(`127.0.0.1:${port}`),
      policy: createEgressPolicy({ mode: 'home', allowLoopback: true }),
    });
    await printer.whenReady();
    const tool = await timed(await caller(printer));
    const query = await timed(() => printer.query('printer.objects.query', { objects: { extruder: null } }));
    printer.stop();
    return {
      'read tool / objects query, ms p50': atMost(percentile(tool, 0.5), percentile(query, 0.5), 0.05),
    };
  } finally {
    await simulator.stop();
  }
}

async function caller(printer: Printer): Promise<() => Promise<unknown>> {
  const printers = createPrinterDirectory({ all: () => [printer], find: () => printer });
  const gate = createGate({ store: createMemoryStore(), printers });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createPrinterServer({ principal, printers, gate }).connect(ours);
  const client = new Client({ name: 'bench', version: '1' });
  await client.connect(theirs);
  return async () => {
    const result = await client.callTool({ name: 'get_status', arguments: {} });
    if (result.isError) throw new Error(`get_status failed: ${JSON.stringify(result.content)}`);
  };
}

async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  await work();
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    samples.push(performance.now() - started);
  }
  return samples;
}
