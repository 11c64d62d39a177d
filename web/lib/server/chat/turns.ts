import type { Clock } from '#klipper/clock.ts';
import type { Principal } from '#mcp/gate/types.ts';
import { openCalls, pause, settleAction, type PersonEntry, type SettledAction, type Smokey } from '#smokey';
import type { ChatMessage, LiveEvents } from '../../contracts.ts';
import { settleUploads } from './attachments.ts';
import type { ChatStore, StoredConversation } from './store.ts';
import type { ChatWorld } from './types.ts';
import { createWriter, endOf, type MessageWriter } from './writer.ts';

export type TurnState = LiveEvents['turn']['state'];

/** What waits for its conversation to be free. */
type Job =
  | {
      kind: 'answer';
      personMessageId: string;
      entry: PersonEntry;
      uploadIds: readonly string[];
      urgent: boolean;
    }
  | { kind: 'outcome'; outcome: SettledAction; turnId: string | null; byPerson: boolean };

interface Running {
  stop: AbortController;
  writer: MessageWriter;
}

export interface TurnsOptions {
  smokey: Smokey;
  store: ChatStore;
  world: ChatWorld;
  clock: Clock;
  newId(): string;
  onFault(error: unknown, during: string): void;
}

const UPLOAD_LOOK_MS = 250;
const ALL_SCOPES = new Set(['read', 'control', 'config'] as const);

/** One turn at a time per conversation; what comes meanwhile waits for its end. The server owns them, not a request. */
export function createTurns(options: TurnsOptions) {
  const { smokey, store, world, clock, newId, onFault } = options;
  const running = new Map<string, Running>();
  const waiting = new Map<string, Job[]>();
  const busy = new Map<string, Promise<void>>();
  const preparing = new Map<string, AbortController>();

  function add(conversationId: string, job: Job): void {
    const jobs = waiting.get(conversationId) ?? [];
    waiting.set(conversationId, jobs);
    if (job.kind === 'outcome' || job.urgent) jobs.unshift(job);
    else jobs.push(job);
    if (!busy.has(conversationId)) {
      const work = workThrough(conversationId).finally(() => busy.delete(conversationId));
      busy.set(conversationId, work);
    }
  }

  async function workThrough(conversationId: string): Promise<void> {
    for (let job = next(conversationId); job; job = next(conversationId)) {
      try {
        await run(conversationId, job);
      } catch (error) {
        onFault(error, `answering in conversation ${conversationId}`);
      }
    }
    try {
      publishState(conversationId);
    } catch (error) {
      onFault(error, `telling how conversation ${conversationId} stands`);
    }
  }

  function next(conversationId: string): Job | undefined {
    const job = waiting.get(conversationId)?.shift();
    if (!job) waiting.delete(conversationId);
    return job;
  }

  async function run(conversationId: string, job: Job): Promise<void> {
    const conversation = store.find(conversationId);
    const person = conversation && world.person(conversation.userId);
    if (!conversation || !person) return;
    if (job.kind === 'answer') {
      const entry = job.uploadIds.length > 0 ? await withUploads(conversation, job) : job.entry;
      store.appendHistory(conversationId, job.personMessageId, [entry]);
      await turn(conversation, person, newId());
      return;
    }
    const settled = settleAction(store.history(conversationId), job.outcome, clock.nowMs());
    if (!settled) return;
    store.saveHistory(conversationId, settled.history);
    if (settled.shouldContinue && job.byPerson) await turn(conversation, person, job.turnId ?? newId());
  }

  /** Files that are still on their way to the printer arrive first: "print it" means them. */
  async function withUploads(
    { id, userId }: StoredConversation,
    { entry, uploadIds }: Extract<Job, { kind: 'answer' }>,
  ): Promise<PersonEntry> {
    const stop = new AbortController();
    preparing.set(id, stop);
    publishState(id);
    const wait = async () => {
      await pause(clock, UPLOAD_LOOK_MS, stop.signal);
      return !stop.signal.aborted;
    };
    const find = (uploadId: string) => world.upload(userId, uploadId);
    const attachments = await settleUploads(entry.attachments, uploadIds, find, wait);
    preparing.delete(id);
    return { ...entry, attachments };
  }

  /** Makes and fills one message of Smokey's from the history as it stands. */
  async function turn(
    conversation: StoredConversation,
    person: NonNullable<ReturnType<ChatWorld['person']>>,
    turnId: string,
  ): Promise<void> {
    const { id: conversationId, userId } = conversation;
    const message = emptyMessage(newId(), conversationId, clock.nowMs());
    const history = store.history(conversationId);
    const writer = createWriter({ message, userId, store, publish: world.publish, clock });
    const stop = new AbortController();
    running.set(conversationId, { stop, writer });
    publishState(conversationId);
    try {
      const result = await smokey.continueTurn({
        history,
        principal: principalFor(conversation, person, turnId),
        printers: world.printersOf(userId),
        selectedPrinterId: conversation.printerIds.at(-1) ?? null,
        signal: stop.signal,
        onEvent: writer.apply,
      });
      if (stop.signal.reason === 'shutdown') writer.addNotice(STOPPED_BY_SERVER, ASK_AGAIN);
      writer.finish(endOf(result));
    } catch (error) {
      onFault(error, `writing a message of conversation ${conversationId}`);
      writer.finish({
        status: 'failed',
        error: { cause: 'The answer could not be kept.', remedy: ASK_AGAIN },
      });
    } finally {
      running.delete(conversationId);
    }
  }

  const stateOf = (conversationId: string): TurnState => {
    if (running.has(conversationId) || preparing.has(conversationId)) return 'working';
    return openCalls(store.history(conversationId)).length > 0 ? 'waiting' : 'idle';
  };
  const publishState = (conversationId: string) => {
    const owner = store.find(conversationId)?.userId;
    const audience = owner && { userIds: [owner], conversationId };
    if (audience) world.publish('turn', { conversationId, state: stateOf(conversationId) }, audience);
  };

  return {
    /** Answers a message when its turn comes; an urgent one interrupts what is being said and goes first. */
    answer(
      conversationId: string,
      personMessageId: string,
      entry: PersonEntry,
      { uploadIds = [], urgent = false }: { uploadIds?: readonly string[]; urgent?: boolean } = {},
    ): void {
      if (urgent) (running.get(conversationId)?.stop ?? preparing.get(conversationId))?.abort('urgent');
      add(conversationId, { kind: 'answer', personMessageId, entry, uploadIds, urgent });
    },
    settle: (conversationId: string, outcome: SettledAction, turnId: string | null, byPerson: boolean) =>
      add(conversationId, { kind: 'outcome', outcome, turnId, byPerson }),
    stateOf,
    isBusy: (conversationId: string) => busy.has(conversationId),
    waitingMessages: (conversationId: string) =>
      (waiting.get(conversationId) ?? []).filter((job) => job.kind === 'answer').length,
    /** The message being written, with what it holds so far. */
    current: (conversationId: string): ChatMessage | null =>
      running.get(conversationId)?.writer.message ?? null,
    /** Ends the running turn and what waits behind it. True when there was one. */
    stop(conversationId: string): boolean {
      const jobs = waiting.get(conversationId);
      if (jobs)
        waiting.set(
          conversationId,
          jobs.filter((job) => job.kind === 'outcome'),
        );
      const now = running.get(conversationId)?.stop ?? preparing.get(conversationId);
      now?.abort('person');
      return now !== undefined;
    },
    /** Resolves when nothing runs in this conversation. */
    idle: (conversationId: string): Promise<void> => busy.get(conversationId) ?? Promise.resolve(),
    async close(): Promise<void> {
      waiting.clear();
      for (const stop of preparing.values()) stop.abort('shutdown');
      for (const { stop } of running.values()) stop.abort('shutdown');
      await Promise.all(busy.values());
    },
  };
}

export const STOPPED_BY_SERVER = 'The server stopped while this was being answered. What was said is kept.';
export const ASK_AGAIN = 'Send the message again.';

export function emptyMessage(id: string, conversationId: string, createdAtMs: number): ChatMessage {
  return { id, conversationId, role: 'smokey', createdAtMs, parts: [], status: 'streaming', error: null };
}

/** Smokey acts for the person whose conversation it is, with that person's roles. */
export function principalFor(
  conversation: StoredConversation,
  person: NonNullable<ReturnType<ChatWorld['person']>>,
  turnId: string,
): Principal {
  return {
    userId: conversation.userId,
    userName: person.name,
    door: 'chat',
    via: `conversation ${conversation.id}`,
    roles: person.roles,
    scopes: ALL_SCOPES,
    conversationId: conversation.id,
    turnId,
  };
}

export type Turns = ReturnType<typeof createTurns>;
