import { createGate, createPrinterDirectory, createPrinterServer, registry, type PendingAction } from '#mcp';
import { createFakePrinter, type FakePrinter } from '#mcp/testing/fake-printer.ts';
import { manualClock, type Clock } from '#klipper/clock.ts';
import type { Printer } from '#klipper/printer.ts';
import { chooseModel, connectMcpTools, createSmokey } from '#smokey';
import { createBuiltinModel } from '#smokey/mind/index.ts';
import { startFakeProvider, type FakeProvider } from '#smokey/testing/fake-provider.ts';
import type { ChatPart, LiveEvents, SendMessage, UploadView } from '../../../contracts.ts';
import { openDatabase } from '../../database/open.ts';
import { user } from '../../database/schema/index.ts';
import { createSqliteGateStore } from '../../gate/store.ts';
import { createChat, type Chat } from '../chat.ts';
import { createLedger } from '../ledger.ts';
import { isRefused, type PublishLive } from '../types.ts';

type Script = Parameters<typeof startFakeProvider>[0];
type Published = {
  event: keyof LiveEvents;
  data: unknown;
  audience: { userIds: string[]; conversationId?: string };
};

export type ChatBench = Awaited<ReturnType<typeof startChatBench>>;

/** A chat with the real loop, MCP server, gate and database; only the model and the printer are pretended. */
export async function startChatBench(options: {
  file: string;
  script: Script;
  /** The built-in mind instead of the pretended provider. */
  builtin?: boolean;
  /** A real connection instead of the pretended printer; then time is real as well. */
  real?: { printer: Printer; clock: Clock };
  pretended?: FakePrinter;
}) {
  const handWound = manualClock();
  const clock = options.real?.clock ?? handWound;
  const pretended = options.pretended ?? createFakePrinter(handWound);
  const printer = options.real?.printer ?? pretended;
  const provider: FakeProvider = await startFakeProvider(options.script);
  const { database, close } = openDatabase(options.file);
  for (const id of ['u1', 'u2']) {
    const row = { id, name: `person ${id}`, email: `${id}@example.com`, passwordHash: '', createdAtMs: 0 };
    database.insert(user).values(row).onConflictDoNothing().run();
  }
  const roles = new Map([[printer.id, 'owner' as const]]);
  const directory = createPrinterDirectory({
    all: () => [printer],
    find: (id) => (id === printer.id ? printer : undefined),
  });
  let listens = true;
  let chat: Chat | undefined = undefined;
  const gate = createGate({
    store: createSqliteGateStore(database),
    printers: directory,
    registry,
    clock,
    onSettled: (action: PendingAction) => void (listens && chat?.onSettled(action)),
  });
  const smokey = createSmokey({
    mind: chooseModel(options.builtin ? {} : { apiKey: 'x', baseUrl: provider.url, model: 'fake' }, {
      builtin: createBuiltinModel,
    }),
    connectTools: connectMcpTools(({ principal }) =>
      createPrinterServer({ principal, printers: directory, gate, clock }),
    ),
    clock,
    ledger: createLedger(database, clock.nowMs),
    limits: { retries: 0 },
  });
  const faults: unknown[] = [];
  const published: Published[] = [];
  const listeners = new Set<() => void>();
  const publish: PublishLive = (event, data, audience) => {
    published.push({ event, data: structuredClone(data), audience });
    for (const listener of [...listeners]) listener();
  };
  const uploads = new Map<string, Pick<UploadView, 'fileName' | 'path' | 'sizeBytes' | 'phase'>>();
  chat = createChat({
    database,
    smokey,
    clock,
    findAction: (id) => gate.get(id),
    onFault: (error) => faults.push(error),
    world: {
      person: (id) => (id === 'u1' ? { name: 'owner', roles } : { name: 'other', roles: new Map() }),
      printersOf: (id) => (id === 'u1' ? [printer] : []),
      upload: (userId, id) => (userId === 'u1' ? ((uploads.get(id) ?? null) as UploadView | null) : null),
      picture: () => null,
      publish,
    },
  });
  chat.recover();
  const made = chat;

  const bench = {
    chat: made,
    printer: pretended,
    gate,
    provider,
    published,
    faults,
    uploads,
    body: (text: string): SendMessage => ({ text, printerId: null, uploadIds: [], pictureIds: [] }),
    send(text: string, conversationId = 'new') {
      const sent = made.send('u1', conversationId, bench.body(text));
      if (isRefused(sent)) throw new Error(sent.refused.cause);
      return sent;
    },
    idle: (conversationId: string) => made.turns.idle(conversationId),
    turns: () =>
      published.filter(({ event }) => event === 'turn').map(({ data }) => (data as { state: string }).state),
    /** Resolves once one of these events was published. */
    heard: (...events: (keyof LiveEvents)[]) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!published.some(({ event }) => events.includes(event))) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    /** The parts of a message as a page sees them that folds over the stream. */
    folded(messageId: string): ChatPart[] {
      const parts: ChatPart[] = [];
      for (const { event, data } of published) {
        const change = data as LiveEvents['part'] & LiveEvents['delta'];
        if (change.messageId !== messageId) continue;
        const part = parts[change.partIndex];
        if (event === 'part') parts[change.partIndex] = change.part;
        if (event === 'delta' && part?.type === 'text') part.text += change.text;
      }
      return parts;
    },
    async decide(decision: 'approve' | 'decline', reason?: string): Promise<void> {
      const store = createSqliteGateStore(database);
      const action = store.list({ printerIds: [printer.id], status: ['pending'] })[0]!;
      const principal = {
        userId: 'u1',
        userName: 'owner',
        door: 'page' as const,
        via: 'session',
        roles,
        scopes,
      };
      const decided = await gate.decide({
        actionId: action.id,
        decision,
        ...(reason && { reason }),
        principal,
      });
      if (!decided.ok) throw new Error(decided.message);
      await decided.settled;
    },
    expireAll(): void {
      handWound.advance(6 * 60_000);
      gate.sweep();
    },
    passTime: (milliseconds: number) => handWound.advance(milliseconds),
    /** From now on no outcome reaches the chat. */
    deafen: () => void (listens = false),
    /** As after `kill -9`: nothing is ended in order; the same database, a new everything else. */
    async crashAndRestart(script: Script) {
      await provider.stop();
      listens = false;
      close();
      return startChatBench({ ...options, script, pretended });
    },
    async stop(): Promise<void> {
      await provider.stop();
      await made.close();
      close();
    },
  };
  return bench;
}

/** What an answer of the pretended provider in one step ends with. */
export const usedPart: ChatPart = {
  type: 'usage',
  steps: 1,
  inputTokens: 100,
  outputTokens: 20,
  costDollars: null,
};

const scopes = new Set(['read', 'control', 'config'] as const);
