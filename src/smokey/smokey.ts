import type { Clock } from '../klipper/clock.ts';
import { systemClock } from '../klipper/clock.ts';
import type { Printer } from '../klipper/printer.ts';
import type { Principal } from '../../mcp-server/gate/types.ts';
import type { TurnEvent, TurnResult } from './events.ts';
import type { HistoryAttachment, HistoryEntry, PersonEntry } from './history/entries.ts';
import { createMemoryLedger, defaultLimits, type Limits, type UsageLedger } from './limits.ts';
import { findCited } from './knowledge/index.ts';
import type { PictureStore } from './loop/calls.ts';
import type { FindTopic } from './loop/sources.ts';
import { failedTurn, runLoop } from './loop/turn.ts';
import { failure } from './model/failures.ts';
import type { Mind } from './model/mind.ts';
import { loadInstructions } from './prompt/instructions.ts';
import { promptSize, type PromptSize } from './prompt/size.ts';
import { stateBlock } from './prompt/state.ts';
import type { ConnectTools, ToolConnection } from './tools/types.ts';

export interface SmokeyOptions {
  mind: Mind;
  connectTools: ConnectTools;
  instructions?: string;
  pictures?: PictureStore;
  ledger?: UsageLedger;
  clock?: Clock;
  limits?: Partial<Limits>;
  /** The topic a citation such as [petg] means; the knowledge base unless told otherwise. */
  findTopic?: FindTopic;
  /** Errors of our own, for the server's log. */
  onFault?(error: unknown): void;
}

export interface TurnRequest {
  /** Everything before the new message; for `continueTurn` everything, with the outcome already in it. */
  history: readonly HistoryEntry[];
  principal: Principal;
  /** This person's printers. */
  printers: readonly Printer[];
  selectedPrinterId: string | null;
  signal: AbortSignal;
  onEvent(event: TurnEvent): void;
}

export interface Smokey {
  readonly mind: Mind;
  readonly limits: Limits;
  /** Answers a new message. The caller appends the message and the result's entries to its history. */
  runTurn(
    request: TurnRequest & { message: string; attachments?: HistoryAttachment[]; language?: string },
  ): Promise<TurnResult>;
  /** The next step after a decision: the history ends with the outcome (see `settleAction`). */
  continueTurn(request: TurnRequest): Promise<TurnResult>;
  /** What this person used today. */
  usedToday(userId: string): ReturnType<UsageLedger['today']>;
  /** How large a prompt is, by part, with this person's tools and printers. */
  measurePrompt(request: Omit<TurnRequest, 'onEvent'>): Promise<PromptSize>;
}

/** How far back an attachment can still be meant by "upload it". */
const MESSAGES_WITH_ATTACHMENTS = 6;

const noPictures: PictureStore = {
  save: async () => ({ id: '', url: '' }),
  load: async () => null,
};

/** The assistant: one loop for whichever mind the settings chose. */
export function createSmokey(options: SmokeyOptions): Smokey {
  const { mind, connectTools, clock = systemClock, pictures = noPictures } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const instructions = options.instructions ?? loadInstructions();
  const ledger =
    options.ledger ?? createMemoryLedger(() => new Date(clock.nowMs()).toISOString().slice(0, 10));

  const openTools = (request: Pick<TurnRequest, 'principal' | 'selectedPrinterId' | 'signal'>) =>
    connectTools({
      principal: request.principal,
      selectedPrinterId: request.selectedPrinterId,
      signal: request.signal,
    });

  async function run(request: TurnRequest): Promise<TurnResult> {
    let connection: ToolConnection;
    try {
      connection = await openTools(request);
    } catch (error) {
      options.onFault?.(error);
      return failedTurn(failure('tools-unavailable'), request.onEvent);
    }
    const { userId } = request.principal;
    try {
      return await runLoop(request.history, {
        mind,
        instructions,
        tools: connection.tools,
        pictures,
        userId,
        limits,
        clock,
        signal: request.signal,
        stateBlock: () => stateOf(request),
        findTopic: options.findTopic ?? findCited,
        budget: { today: () => ledger.today(userId), add: (usage) => ledger.add(userId, usage) },
        onEvent: request.onEvent,
      });
    } catch (error) {
      options.onFault?.(error);
      return failedTurn(failure('internal'), request.onEvent);
    } finally {
      await connection.close();
    }
  }

  const stateOf = ({ history, printers, selectedPrinterId }: Omit<TurnRequest, 'onEvent'>) => {
    const people = history.filter((entry) => entry.kind === 'person').slice(-MESSAGES_WITH_ATTACHMENTS);
    const newest = people.at(-1);
    return stateBlock({
      printers,
      selectedPrinterId,
      attachments: newest?.attachments ?? [],
      earlierAttachments: people.slice(0, -1).flatMap((entry) => entry.attachments),
      language: newest?.language,
      nowMs: clock.nowMs(),
    });
  };

  return {
    mind,
    limits,
    runTurn: ({ message, attachments = [], language, ...request }) => {
      const asked = personEntry(message, attachments, clock.nowMs(), language);
      return run({ ...request, history: [...request.history, asked] });
    },
    continueTurn: run,
    usedToday: (userId) => ledger.today(userId),
    async measurePrompt(request) {
      const connection = await openTools(request);
      await connection.close();
      const history = request.history.length > 0 ? JSON.stringify(request.history) : '';
      return promptSize({ instructions, tools: connection.tools, stateBlock: stateOf(request), history });
    },
  };
}

export function personEntry(
  text: string,
  attachments: HistoryAttachment[],
  atMs: number,
  language?: string,
): PersonEntry {
  return { kind: 'person', text, attachments, ...(language ? { language } : {}), atMs };
}
