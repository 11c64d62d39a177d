import { createHash } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import {
  connectPrinter,
  createEgressPolicy,
  parseAddress,
  systemClock,
  type Clock,
  type Printer,
} from '../../src/klipper/index.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/klipper/simulator/index.ts';
import {
  ALL_TOOLSETS,
  createGate,
  createMemoryStore,
  createPrinterDirectory,
  createPrinterServer,
  type Gate,
  type GateStore,
  type PendingAction,
  type Principal,
  type PrinterServerOptions,
  type Role,
} from '../../mcp-server/index.ts';

/** A real gate over the real client of a simulated printer, which records every call that changes something. */
export interface GateWorld {
  simulator: Simulator;
  printer: Printer;
  gate: Gate;
  store: GateStore;
  printers: ReturnType<typeof createPrinterDirectory>;
  clock: ShiftedClock;
  classrooms: Set<string>;
  /** What reached the printer since the last `mark`, such as `G28` or `printer.print.start cube.gcode`. */
  effects(): string[];
  mark(): void;
  /** The gate again over the same store, as after a restart of the server. */
  restart(): Gate;
  stop(): Promise<void>;
}

export interface ShiftedClock extends Clock {
  shift(milliseconds: number): void;
}

/** Real time that tests can move on. */
function shiftedClock(): ShiftedClock {
  let shifted = 0;
  return { ...systemClock, nowMs: () => Date.now() + shifted, shift: (by) => void (shifted += by) };
}

export const FILE = 'cube.gcode';

export async function startGateWorld(options: Partial<SimulatorOptions> = {}): Promise<GateWorld> {
  const simulator = await startSimulator({ port: 0, speed: 60, seed: 3, ...options });
  const address = parseAddress(simulator.url);
  const policy = createEgressPolicy({ mode: 'home', practice: { host: address.host, port: address.port } });
  const clock = shiftedClock();
  const printer = connectPrinter(
    { id: 'p1', name: 'Practice', address, policy, credentials: { apiKey: options.apiKey } },
    { clock },
  );
  await printer.whenReady(15_000);
  const classrooms = new Set<string>();
  const printers = createPrinterDirectory({
    all: () => [printer],
    find: (id) => (id === 'p1' ? printer : undefined),
    isClassroom: (id) => classrooms.has(id),
  });
  const store = createMemoryStore();
  const make = () => createGate({ store, printers, clock });
  let marked = 0;
  const world: GateWorld = {
    simulator,
    printer,
    store,
    printers,
    clock,
    classrooms,
    gate: make(),
    effects: () => simulator.requests.slice(marked).flatMap(effectsOf),
    mark: () => void (marked = simulator.requests.length),
    restart: () => (world.gate = make()),
    async stop() {
      printer.stop();
      await simulator.stop();
    },
  };
  return world;
}

function effectsOf({ rpcMethod, params }: Simulator['requests'][number]): string[] {
  if (rpcMethod === 'printer.gcode.script') return String(params.script).split('\n');
  const named = params.filename ?? params.path ?? params.device ?? '';
  return [`${rpcMethod} ${String(named)}`.trim()];
}

export interface PersonOptions extends Partial<Principal> {
  role?: Role;
}

/** Somebody in the chat: what a model acts for. */
export function person({ role = 'owner', ...changes }: PersonOptions = {}): Principal {
  return {
    userId: 'anna',
    userName: 'Anna',
    door: 'chat',
    via: 'session-1',
    roles: new Map([['p1', role]]),
    scopes: new Set(['read', 'control', 'config']),
    conversationId: 'c1',
    turnId: 't1',
    ...changes,
  };
}

export const onPage = (changes: PersonOptions = {}) => person({ door: 'page', ...changes });

export interface ToolOutcome {
  isError: boolean;
  text: string;
  data: Record<string, unknown>;
}

/**
 * A model's whole reach: the tools of the real server, called as the script says. It obeys nobody but the script,
 * and everything that it may send, it sends.
 */
export async function hostileModel(
  world: GateWorld,
  options: Partial<PrinterServerOptions> = {},
): Promise<{ call(name: string, args?: unknown): Promise<ToolOutcome>; tools(): Promise<string[]> }> {
  const server = createPrinterServer({
    principal: person(),
    printers: world.printers,
    gate: world.gate,
    clock: world.clock,
    toolsets: ALL_TOOLSETS,
    ...options,
  });
  const client = new Client({ name: 'hostile', version: '1' });
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(mine)]);
  return {
    async call(name, args = {}) {
      try {
        const result = await client.callTool({ name, arguments: args as Record<string, unknown> });
        const content = result.content as { type: string; text?: string }[];
        return {
          isError: result.isError === true,
          text: content.map((part) => part.text ?? `[${part.type}]`).join('\n'),
          data: (result.structuredContent ?? {}) as Record<string, unknown>,
        };
      } catch (error) {
        return { isError: true, text: error instanceof Error ? error.message : String(error), data: {} };
      }
    },
    tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
  };
}

/** Asks by a call of the tool; the pending action, or an error that says why it was not asked. */
export async function asked(
  world: GateWorld,
  name: string,
  args: Record<string, unknown> = {},
  options: Partial<PrinterServerOptions> = {},
): Promise<PendingAction> {
  const outcome = await (await hostileModel(world, options)).call(name, args);
  const action = world.gate.get(String(outcome.data.action_id));
  if (!action) throw new Error(`${name} was not asked: ${outcome.text}`);
  return action;
}

/** The text of the refusal; an error when a person was asked after all. */
export async function refusal(world: GateWorld, name: string, args: unknown = {}): Promise<string> {
  const outcome = await (await hostileModel(world)).call(name, args);
  if (!outcome.isError) throw new Error(`${name} ${JSON.stringify(args)} was not refused: ${outcome.text}`);
  return outcome.text;
}

export async function approve(world: GateWorld, actionId: string, who = onPage()): Promise<PendingAction> {
  const decided = await world.gate.decide({ actionId, decision: 'approve', principal: who });
  if (!decided.ok) throw new Error(`${decided.code}: ${decided.message}`);
  return decided.settled;
}

/** Asks and approves, for what a case needs to have happened before. */
export async function act(
  world: GateWorld,
  name: string,
  args: Record<string, unknown> = {},
): Promise<PendingAction> {
  return approve(world, (await asked(world, name, args)).id);
}

/** Puts a small sliced file on the printer. */
export async function putFile(
  world: GateWorld,
  path = FILE,
  words: { nozzle?: number; bed?: number; height?: number; comment?: string } = {},
): Promise<void> {
  const text = slicedText(words);
  const bytes = Buffer.from(text);
  await world.printer.files.upload(
    {
      path,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      open: () => new Blob([bytes]).stream(),
    },
    { overwrite: true },
  );
}

function slicedText({ nozzle = 205, bed = 60, height = 4, comment = '' }): string {
  const moves = Array.from(
    { length: 400 },
    (_, index) => `G1 X${20 + (index % 50)} Y${20 + (index % 40)} E0.05`,
  );
  return [
    '; generated by PrusaSlicer 2.8.0 on 2026-01-01 at 10:00:00 UTC',
    ...(comment ? [`; ${comment}`] : []),
    `M140 S${bed}`,
    `M104 S${nozzle}`,
    'G28',
    'G90',
    'M83',
    `M190 S${bed}`,
    `M109 S${nozzle}`,
    `G1 Z${height} F600`,
    ...moves,
    'M104 S0',
    'M140 S0',
    '; estimated printing time (normal mode) = 4m 10s',
    `; first_layer_temperature = ${nozzle}`,
    `; first_layer_bed_temperature = ${bed}`,
    '; nozzle_diameter = 0.4',
    '; layer_height = 0.2',
    '; filament_type = PLA',
    '',
  ].join('\n');
}
