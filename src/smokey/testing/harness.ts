import type { Principal } from '../../../mcp-server/gate/types.ts';
import { systemClock, type Clock } from '../../klipper/clock.ts';
import type { TurnEvent } from '../events.ts';
import type { HistoryEntry } from '../history/entries.ts';
import type { Limits } from '../limits.ts';
import { builtinMind, chooseModel } from '../model/choose.ts';
import { createSmokey, personEntry, type Smokey, type SmokeyOptions } from '../smokey.ts';
import type { LoopTool, ToolAnswer } from '../tools/types.ts';
import { startFakeProvider, type FakeProvider } from './fake-provider.ts';

/** A turn against the pretend provider, for tests of the loop alone: tools are counted, not real. */
export interface Harness {
  provider: FakeProvider;
  smokey: Smokey;
  /** Tool calls that ran, by name. */
  ran: { name: string; args: Record<string, unknown> }[];
  events: TurnEvent[];
  history: HistoryEntry[];
  faults: unknown[];
  say(message: string, signal?: AbortSignal): Promise<Awaited<ReturnType<Smokey['runTurn']>>>;
  text(): string;
  stop(): Promise<void>;
}

export const owner: Principal = {
  userId: 'u1',
  userName: 'owner',
  door: 'chat',
  via: 'conversation c1',
  roles: new Map([['p1', 'owner']]),
  scopes: new Set(['read', 'control', 'config']),
  conversationId: 'c1',
  turnId: 't1',
};

export async function startHarness(options: {
  script: Parameters<typeof startFakeProvider>[0];
  api?: 'chat' | 'responses';
  clock?: Clock;
  limits?: Partial<Limits>;
  tools?: LoopTool[];
  pictures?: SmokeyOptions['pictures'];
  vision?: boolean;
}): Promise<Harness> {
  const provider = await startFakeProvider(options.script);
  const ran: Harness['ran'] = [];
  const events: TurnEvent[] = [];
  const faults: unknown[] = [];
  const history: HistoryEntry[] = [];
  const counted = (options.tools ?? [readTool, changeTool]).map((tool): LoopTool => ({
    ...tool,
    call: (args, callOptions) => {
      ran.push({ name: tool.name, args });
      return tool.call(args, callOptions);
    },
  }));
  const smokey = createSmokey({
    mind: chooseModel(
      {
        apiKey: 'test',
        baseUrl: provider.url,
        model: 'fake',
        api: options.api ?? 'chat',
        vision: options.vision,
      },
      { builtin: () => builtinMind as never },
    ),
    connectTools: async () => ({ tools: counted, close: async () => undefined }),
    instructions: 'You are Smokey.',
    clock: options.clock ?? systemClock,
    limits: { longestRetryWaitMs: 20, ...options.limits },
    ...(options.pictures ? { pictures: options.pictures } : {}),
    onFault: (error) => faults.push(error),
  });
  return {
    provider,
    smokey,
    ran,
    events,
    history,
    faults,
    async say(message, signal = new AbortController().signal) {
      const onEvent = (event: TurnEvent) => void events.push(event);
      const request = {
        history: [...history],
        principal: owner,
        printers: [],
        selectedPrinterId: null,
        signal,
      };
      const result = await smokey.runTurn({ ...request, message, onEvent });
      history.push(personEntry(message, [], 0), ...result.entries);
      return result;
    },
    text: () => events.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    stop: () => provider.stop(),
  };
}

export function pretendTool(name: string, answer: Partial<ToolAnswer>, reads = true): LoopTool {
  return {
    name,
    title: name,
    description: `The pretend ${name}.`,
    inputSchema: { type: 'object', properties: {} },
    reads,
    call: async () => ({ failed: false, data: null, text: '', pictures: [], ...answer }),
  };
}

export const readTool = pretendTool('get_status', {
  data: { state: 'ready', nozzle_c: 24.1 },
  text: 'Ready.',
});
export const changeTool = pretendTool(
  'start_print',
  {
    data: { status: 'approval_required', action_id: 'a1', summary: 'Print cube.gcode' },
    text: 'Waits for a person.',
  },
  false,
);
