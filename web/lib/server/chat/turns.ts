import { openCalls, pause, settleAction, type PersonEntry, type SettledAction } from '#smokey';
import type { ChatMessage, LiveEvents } from '../../contracts.ts';
import { settleUploads } from './attachments.ts';
import { createLanes } from './lanes.ts';
import { beginMessage, fillMessage, STOPPED_BEFORE_FILE, ASK_AGAIN, type TurnParts } from './one-turn.ts';
import type { StoredConversation } from './store.ts';
import type { ChatPerson } from './types.ts';
import type { MessageWriter } from './writer.ts';

export type TurnState = LiveEvents['turn']['state'];

export interface AskedMessage {
  messageId: string;
  entry: PersonEntry;
  /** Files that may still be on their way to the printer. */
  uploadIds?: readonly string[];
  /** Interrupts what is being said and goes first. */
  urgent?: boolean;
}

export interface SettledForTurn {
  outcome: SettledAction;
  turnId: string | null;
  /** Only a person's decision leads to another step of Smokey's. */
  byPerson: boolean;
}

const UPLOAD_LOOK_MS = 250;

export type Turns = ReturnType<typeof createTurns>;

/** One turn at a time per conversation; what comes meanwhile waits for its end. The server owns them, not a request. */
export function createTurns(parts: TurnParts) {
  const { store, world, clock, newId, onFault } = parts;
  /** What can be stopped now; without a writer while a file is waited for. */
  const running = new Map<string, { stop: AbortController; writer: MessageWriter | null }>();
  const lanes = createLanes({
    onFault: (error, id) => onFault(error, `answering in conversation ${id}`),
    onIdle: (id) => publishState(id),
  });

  const find = (conversationId: string) => {
    const conversation = store.find(conversationId);
    const person = conversation && world.person(conversation.userId);
    return conversation && person ? { conversation, person } : null;
  };

  async function answer(conversationId: string, asked: AskedMessage): Promise<void> {
    const found = find(conversationId);
    if (!found) return;
    const arrived = asked.uploadIds?.length ? await waitForUploads(found.conversation, asked) : asked.entry;
    // The message itself is safe, and `recover` begins from it: the first word need not wait for the disk again.
    const writer = store.unforced(() => {
      store.appendHistory(conversationId, asked.messageId, [arrived ?? asked.entry]);
      return beginMessage(parts, found.conversation);
    });
    if (arrived) return turn(found.conversation, found.person, newId(), writer);
    writer.addNotice(STOPPED_BEFORE_FILE, ASK_AGAIN);
    writer.finish({ status: 'stopped', error: null });
  }

  /** Files that are on their way to the printer arrive first: "print it" means them. Null when it was stopped. */
  async function waitForUploads(
    { id, userId }: StoredConversation,
    { entry, uploadIds = [] }: AskedMessage,
  ): Promise<PersonEntry | null> {
    const stop = new AbortController();
    running.set(id, { stop, writer: null });
    publishState(id);
    const look = async () => {
      await pause(clock, UPLOAD_LOOK_MS, stop.signal);
      return !stop.signal.aborted;
    };
    const upload = (uploadId: string) => world.upload(userId, uploadId);
    const attachments = await settleUploads(entry.attachments, uploadIds, upload, look);
    running.delete(id);
    return stop.signal.aborted ? null : { ...entry, attachments };
  }

  async function settle(
    conversationId: string,
    { outcome, turnId, byPerson }: SettledForTurn,
  ): Promise<void> {
    const settled = settleAction(store.history(conversationId), outcome, clock.nowMs());
    const found = find(conversationId);
    if (!settled || !found) return;
    store.saveHistory(conversationId, settled.history);
    if (!settled.shouldContinue || !byPerson) return;
    const writer = beginMessage(parts, found.conversation);
    await turn(found.conversation, found.person, turnId ?? newId(), writer);
  }

  async function turn(
    conversation: StoredConversation,
    person: ChatPerson,
    turnId: string,
    writer: MessageWriter,
  ): Promise<void> {
    const stop = new AbortController();
    running.set(conversation.id, { stop, writer });
    try {
      publishState(conversation.id);
      await fillMessage(parts, writer, { conversation, person, turnId, signal: stop.signal });
    } finally {
      running.delete(conversation.id);
    }
  }

  const stateOf = (conversationId: string): TurnState => {
    if (running.has(conversationId)) return 'working';
    return openCalls(store.history(conversationId)).length > 0 ? 'waiting' : 'idle';
  };

  function publishState(conversationId: string): void {
    try {
      const owner = store.find(conversationId)?.userId;
      const audience = owner && { userIds: [owner], conversationId };
      if (audience) world.publish('turn', { conversationId, state: stateOf(conversationId) }, audience);
    } catch (error) {
      onFault(error, `telling how conversation ${conversationId} stands`);
    }
  }

  return {
    answer(conversationId: string, asked: AskedMessage): void {
      if (asked.urgent) running.get(conversationId)?.stop.abort('urgent');
      lanes.add(conversationId, () => answer(conversationId, asked), { first: asked.urgent ?? false });
    },
    settle(conversationId: string, settled: SettledForTurn): void {
      lanes.add(conversationId, () => settle(conversationId, settled), { first: true });
    },
    stateOf,
    isBusy: lanes.isBusy,
    waiting: lanes.waiting,
    /** The message being written, with what it holds so far. */
    current: (conversationId: string): ChatMessage | null =>
      running.get(conversationId)?.writer?.message ?? null,
    /** Ends what Smokey is saying or waiting for. True when there was something. */
    stop(conversationId: string): boolean {
      const now = running.get(conversationId);
      now?.stop.abort('person');
      return now !== undefined;
    },
    idle: lanes.idle,
    async close(): Promise<void> {
      for (const [conversationId, { stop }] of running) {
        lanes.drop(conversationId);
        stop.abort('shutdown');
      }
      await lanes.allIdle();
    },
  };
}
