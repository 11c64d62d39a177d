import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectPrinter,
  connectRecorded,
  createEgressPolicy,
  parseAddress,
} from '../../src/klipper/index.ts';
import type { Printer } from '../../src/klipper/printer.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/klipper/simulator/index.ts';
import { startRealMoonraker } from '../../src/klipper/simulator/real-moonraker.ts';
import { systemClock } from '../clock.ts';
import { createPrinterDirectory } from '../directory.ts';
import { waitForState } from '../facts/wait.ts';
import type { Gate } from '../gate/gate.ts';
import { createMemoryStore } from '../gate/memory-store.ts';
import type { PendingAction } from '../gate/types.ts';
import { freePort } from '../../tests/support/processes.ts';
import { createGate } from '../make-gate.ts';
import { isRefusal } from '../refusal.ts';
import { page, principal } from './world.ts';

export interface SimulatedWorld {
  simulator: Simulator;
  printer: Printer;
  gate: Gate;
  printers: ReturnType<typeof createPrinterDirectory>;
  /** Proposes, approves and waits for the end. */
  act(tool: string, args?: Record<string, unknown>): Promise<PendingAction>;
  /** The same for several steps on one card. */
  plan(steps: readonly { tool: string; args: Record<string, unknown> }[]): Promise<PendingAction>;
  /** What the simulated printer was told, such as `G28`. */
  told(): string[];
  stop(): Promise<void>;
}

/** With `blackBox`, a folder, the printer keeps its record there. The gate over a real client and a simulated printer that lives faster than the clock. */
export async function startSimulatedWorld({
  blackBox,
  ...options
}: Partial<SimulatorOptions> & { blackBox?: string } = {}): Promise<SimulatedWorld> {
  const simulator = await startSimulator({ port: 0, speed: 60, seed: 7, ...options });
  return worldOf(simulator, simulator.url, blackBox);
}

/** The same over a real Moonraker on the simulated Klipper's socket; a text says why it cannot be had here. */
export async function startRealWorld(
  options: Partial<SimulatorOptions> = {},
): Promise<SimulatedWorld | string> {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  const klippySocket = join(folder, 'klippy.sock');
  const simulator = await startSimulator({
    ...{ port: 0, speed: 60, seed: 7, dataDirectory: folder, klippySocketPath: klippySocket },
    ...options,
  });
  const port = await freePort();
  const moonraker = await startRealMoonraker({ klippySocket, dataDirectory: folder, port });
  const end = async () => {
    if (moonraker.available) await moonraker.stop();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!moonraker.available) {
    await end();
    return moonraker.reason;
  }
  const world = await worldOf(simulator, moonraker.url);
  return { ...world, stop: async () => (world.printer.stop(), end()) };
}

async function worldOf(simulator: Simulator, url: string, blackBox?: string): Promise<SimulatedWorld> {
  const address = parseAddress(url);
  const policy = createEgressPolicy({ mode: 'home', practice: { host: address.host, port: address.port } });
  const config = { id: 'p1', name: simulator.name, address, policy };
  const printer =
    blackBox === undefined ? connectPrinter(config) : connectRecorded(config, {}, { directory: blackBox });
  await printer.whenReady(60_000);
  const ready = await waitForState(
    printer,
    ({ connection, klippy, stale }) => connection.phase === 'connected' && klippy.state === 'ready' && !stale,
    { milliseconds: 60_000, clock: systemClock },
  );
  if (!ready) throw new Error(`Klipper is ${printer.snapshot().klippy.state} and not ready.`);
  const printers = createPrinterDirectory({
    all: () => [printer],
    find: (id) => (id === printer.id ? printer : undefined),
  });
  const gate = createGate({ store: createMemoryStore(), printers });
  const plan: SimulatedWorld['plan'] = async (steps) => {
    const action = await gate.propose({ principal: principal(), printerId: 'p1', steps: [...steps] });
    if (isRefusal(action)) throw new Error(`${steps[0]?.tool} was refused: ${action.refused.message}`);
    const decided = await gate.decide({ actionId: action.id, decision: 'approve', principal: page() });
    if (!decided.ok) throw new Error(decided.message);
    return decided.settled;
  };
  return {
    simulator,
    printer,
    gate,
    printers,
    act: (tool, args = {}) => plan([{ tool, args }]),
    plan,
    told: () => simulator.requests.map((call) => JSON.stringify(call)),
    async stop() {
      printer.stop();
      await simulator.stop();
    },
  };
}
