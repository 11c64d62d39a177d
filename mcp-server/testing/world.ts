import { manualClock, type ManualClock } from '../../src/klipper/clock.ts';
import { createPrinterDirectory } from '../directory.ts';
import type { Gate, GateOptions } from '../gate/gate.ts';
import { createMemoryStore } from '../gate/memory-store.ts';
import type { GateStore, PendingAction, Principal, Role } from '../gate/types.ts';
import { createGate } from '../make-gate.ts';
import { isRefusal } from '../refusal.ts';
import { createFakePrinter, type FakePrinter } from './fake-printer.ts';

export interface World {
  clock: ManualClock;
  printer: FakePrinter;
  other: FakePrinter;
  gate: Gate;
  store: GateStore;
  printers: ReturnType<typeof createPrinterDirectory>;
  classrooms: Set<string>;
  errors: unknown[];
  /** The gate again over the same store, as after a restart. */
  restart(): Gate;
}

/** A gate over two fake printers, a memory store and a clock that stands still. */
export function createWorld(options: Partial<GateOptions> = {}): World {
  const clock = manualClock();
  const printer = createFakePrinter(clock, 'p1', 'Practice');
  const other = createFakePrinter(clock, 'p2', 'Little Red');
  const all = [printer, other];
  const classrooms = new Set<string>();
  const printers = createPrinterDirectory({
    all: () => all,
    find: (id) => all.find((entry) => entry.id === id),
    isClassroom: (id) => classrooms.has(id),
  });
  const store = options.store ?? createMemoryStore();
  const errors: unknown[] = [];
  let count = 0;
  const make = () =>
    createGate({
      store,
      printers,
      clock,
      id: () => `a${(count += 1)}`,
      onError: (error) => errors.push(error),
      ...options,
    });
  const world: World = {
    clock,
    printer,
    other,
    printers,
    store,
    classrooms,
    errors,
    gate: make(),
    restart: () => (world.gate = make()),
  };
  return world;
}

/** A person or a client; an owner of the first printer in the chat unless told otherwise. */
export function principal(changes: Partial<Principal> & { role?: Role } = {}): Principal {
  const { role = 'owner', ...rest } = changes;
  return {
    userId: 'anna',
    userName: 'Anna',
    door: 'chat',
    via: 'session-1',
    roles: new Map([['p1', role]]),
    scopes: new Set(['read', 'control', 'config']),
    conversationId: 'c1',
    turnId: 't1',
    ...rest,
  };
}

export const page = (changes: Partial<Principal> & { role?: Role } = {}) =>
  principal({ door: 'page', ...changes });

/** Asks for one tool; fails the test when it is refused. */
export async function ask(
  world: World,
  tool: string,
  args: Record<string, unknown> = {},
  who: Principal = principal(),
  printerId = 'p1',
): Promise<PendingAction> {
  const action = await world.gate.propose({ principal: who, printerId, steps: [{ tool, args }] });
  if (isRefusal(action)) throw new Error(`${tool} was refused: ${action.refused.message}`);
  return action;
}

/** Asks for one tool and returns the refusal's code; fails the test when it is not refused. */
export async function refusalOf(
  world: World,
  tool: string,
  args: Record<string, unknown> = {},
  who: Principal = principal(),
): Promise<string> {
  const action = await world.gate.propose({ principal: who, printerId: 'p1', steps: [{ tool, args }] });
  if (!isRefusal(action)) throw new Error(`${tool} was not refused but asked: ${action.summary.title}`);
  return action.refused.code;
}

/** Approves and waits for the end. */
export async function approve(
  world: World,
  actionId: string,
  who: Principal = page(),
): Promise<PendingAction> {
  const decided = await world.gate.decide({ actionId, decision: 'approve', principal: who });
  if (!decided.ok) throw new Error(`The approval was refused: ${decided.message}`);
  return decided.settled;
}
