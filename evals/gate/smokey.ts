import {
  ALL_TOOLSETS,
  createPrinterServer,
  type PendingAction,
  type Principal,
} from '../../mcp-server/index.ts';
import type { Printer } from '../../src/klipper/index.ts';
import {
  builtinMind,
  connectMcpTools,
  createSmokey,
  personEntry,
  settleAction,
  type HistoryEntry,
  type TurnEvent,
} from '../../src/smokey/index.ts';
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

type World = Pick<GateWorld, 'gate' | 'printers'> & { printer: Printer; other?: Printer };

/** The built-in Smokey with one person, over the real tools and the real gate: a conversation that goes on. */
export function conversation(
  world: World,
  {
    principal = person(),
    selected = 'p1' as string | null,
  }: { principal?: Principal; selected?: string | null } = {},
) {
  let history: HistoryEntry[] = [];
  const smokey = createSmokey({
    mind: builtinMind(createBuiltinModel()),
    connectTools: connectMcpTools((scope) =>
      createPrinterServer({ ...world, principal: scope.principal, toolsets: ALL_TOOLSETS }),
    ),
    pictures: { save: async () => ({ id: 'picture', url: '/picture' }), load: async () => null },
  });
  const turn = (events: TurnEvent[]) => ({
    history,
    principal,
    printers: [world.printer, world.other].filter((printer) => printer !== undefined),
    selectedPrinterId: selected,
    signal: AbortSignal.timeout(20_000),
    onEvent: (event: TurnEvent) => void events.push(event),
  });
  return {
    async say(message: string): Promise<Reply> {
      const events: TurnEvent[] = [];
      const { entries } = await smokey.runTurn({ ...turn(events), message });
      history = [...history, personEntry(message, [], 0), ...entries];
      return replyOf(world, events);
    },
    /** What Smokey says when the decision about an action has come to its end. */
    async hears(action: PendingAction): Promise<Reply> {
      const { id: actionId, status, reason, outcome } = action;
      const settled = settleAction(
        history,
        {
          ...{ actionId, reason, title: action.summary.title },
          ...{
            status: outcome?.status ?? (status as 'declined'),
            text: outcome?.text ?? '',
            result: outcome?.result,
          },
        },
        0,
      );
      if (!settled) throw new Error('The conversation does not wait for this action.');
      history = settled.history;
      const events: TurnEvent[] = [];
      await smokey.continueTurn(turn(events));
      return replyOf(world, events);
    },
  };
}

/** One message to the built-in Smokey. */
export function say(
  world: World,
  message: string,
  principal?: Principal,
  selected: string | null = 'p1',
): Promise<Reply> {
  return conversation(world, { ...(principal && { principal }), selected }).say(message);
}

function replyOf(world: World, events: TurnEvent[]): Reply {
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
