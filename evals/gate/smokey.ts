import {
  ALL_TOOLSETS,
  createPrinterServer,
  type PendingAction,
  type Principal,
} from '../../mcp-server/index.ts';
import type { Printer } from '../../src/klipper/index.ts';
import { builtinMind, connectMcpTools, createSmokey, type TurnEvent } from '../../src/smokey/index.ts';
import { createBuiltinModel } from '../../src/smokey/mind/index.ts';
import { person, type GateWorld } from './world.ts';

export interface Reply {
  text: string;
  /** Tools that ran, in order. */
  tools: string[];
  /** What a person is asked to decide. */
  proposed: PendingAction[];
  pictures: number;
}

/** One message to the built-in Smokey, over the real tools and the real gate. */
export async function say(
  world: Pick<GateWorld, 'gate' | 'printers'> & { printer: Printer; other?: Printer },
  message: string,
  principal: Principal = person(),
  selectedPrinterId: string | null = 'p1',
): Promise<Reply> {
  const events: TurnEvent[] = [];
  const smokey = createSmokey({
    mind: builtinMind(createBuiltinModel()),
    connectTools: connectMcpTools((scope) =>
      createPrinterServer({ ...world, principal: scope.principal, toolsets: ALL_TOOLSETS }),
    ),
    pictures: { save: async () => ({ id: 'picture', url: '/picture' }), load: async () => null },
  });
  await smokey.runTurn({
    message,
    history: [],
    principal,
    printers: [world.printer, world.other].filter((printer) => printer !== undefined),
    selectedPrinterId,
    signal: AbortSignal.timeout(20_000),
    onEvent: (event) => events.push(event),
  });
  const actions = events.filter((event) => event.type === 'action-proposed');
  return {
    text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    tools: events.flatMap((event) => (event.type === 'tool-started' ? [event.name] : [])),
    proposed: actions.flatMap((event) => world.gate.get(event.actionId) ?? []),
    pictures: events.filter(
      (event) => event.type === 'tool-finished' && JSON.stringify(event.result).includes('/picture'),
    ).length,
  };
}
