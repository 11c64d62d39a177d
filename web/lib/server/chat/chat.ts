import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '#klipper/clock.ts';
import type { PendingAction } from '#mcp/gate/types.ts';
import type { Smokey } from '#smokey';
import type { ChatMessage, LiveEvents } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { createConversations, publicSummary } from './conversations.ts';
import { settledAction } from './outcome.ts';
import { principalFor } from './principal.ts';
import { answerUnanswered, endInterrupted, missedOutcomes } from './recover.ts';
import { createSending } from './send.ts';
import { createChatStore, type ChatStore } from './store.ts';
import { createTicks } from './ticks.ts';
import { createTurns } from './turns.ts';
import { type ChatRefusal, type ChatWorld, noSuchConversation } from './types.ts';

export interface ChatOptions {
  database: Database;
  smokey: Smokey;
  world: ChatWorld;
  /** The gate's view of an action, for outcomes that came while the server was down. */
  findAction(actionId: string): PendingAction | null;
  clock?: Clock;
  newId?(): string;
  onFault?(error: unknown, during: string): void;
}

type Replay = Pick<LiveEvents, 'turn' | 'ticks'> & { message: ChatMessage | null; lastIds: string[] };

/** More than are said between the making of a page and the opening of its stream. */
const IDS_TOLD = 8;

export type Chat = ReturnType<typeof createChat>;

/** Conversations of people with Smokey: kept by the server, seen by the pages, never owned by a browser. */
export function createChat(options: ChatOptions) {
  const { world, smokey, clock = systemClock, newId = randomUUID } = options;
  const onFault = options.onFault ?? ((error, during) => console.error(`Failed while ${during}.`, error));
  const store: ChatStore = createChatStore(options.database);
  const turns = createTurns({ smokey, store, world, clock, newId, onFault });
  const conversations = createConversations({ store, world, clock });
  const { own, list, rename, restore } = conversations;
  const ticks = createTicks({ database: options.database, conversations, world, clock });
  const { send, retry } = createSending({ store, turns, conversations, world, clock, newId, onFault });

  /** To be called for every action that has come to its end. */
  function onSettled(action: PendingAction): void {
    const { conversationId, turnId, decidedBy } = action;
    if (!conversationId) return;
    turns.settle(conversationId, { outcome: settledAction(action), turnId, byPerson: decidedBy !== null });
  }

  return {
    smokey,
    store,
    turns,
    send,
    retry,
    list,
    rename,
    restore,
    onSettled,
    changeTicks: ticks.change,
    /** A conversation with its messages, all or a page of them, the one being written as it is now. */
    read(userId: string, id: string, page?: { last: number; before?: string }) {
      const conversation = own(userId, id);
      if (!conversation) return null;
      const current = turns.current(id);
      // One more than asked for tells whether there are earlier ones.
      const stored = page ? store.page(id, { ...page, last: page.last + 1 }) : store.messages(id);
      const earlier = page !== undefined && stored.length > page.last;
      const messages = (earlier ? stored.slice(1) : stored).map((message) =>
        message.id === current?.id ? current : message,
      );
      const { kind, name, canSee } = smokey.mind;
      const turn = turns.stateOf(id);
      const mind = { kind, name, canSee };
      const summary = publicSummary(conversation);
      return { conversation: summary, messages, earlier, turn, mind, ticks: ticks.of(id) };
    },
    stop(userId: string, id: string): { stopped: boolean } | ChatRefusal {
      return own(userId, id) ? { stopped: turns.stop(id) } : noSuchConversation();
    },
    /** Puts it away; `restore` brings it back. A running turn ends. */
    remove(userId: string, id: string): ChatRefusal | null {
      if (own(userId, id)) turns.stop(id);
      return conversations.remove(userId, id);
    },
    /**
     * What a page that has just connected must know: the state of the turn, the newest message, which may have
     * grown, or come to its end, since the page was made, and what is ticked off.
     */
    replay(userId: string, id: string): Replay | null {
      if (!own(userId, id)) return null;
      return {
        turn: { conversationId: id, state: turns.stateOf(id) },
        message: turns.current(id) ?? store.newest(id),
        lastIds: store.lastIds(id, IDS_TOLD),
        ticks: { conversationId: id, ticks: ticks.of(id) },
      };
    },
    /** How large a prompt is for this person, by part. */
    measurePrompt(userId: string) {
      const person = world.person(userId);
      if (!person) return null;
      return smokey.measurePrompt({
        history: [],
        principal: principalFor({ id: 'measuring', userId }, person, 'measuring'),
        printers: world.printersOf(userId),
        selectedPrinterId: null,
        signal: new AbortController().signal,
      });
    },
    /** Once at start: ends what an earlier run left in the middle, and gives Smokey the outcomes it missed. */
    recover(): void {
      endInterrupted(store, clock.nowMs());
      answerUnanswered(store, newId, clock.nowMs());
      for (const action of missedOutcomes(store, options.findAction)) onSettled(action);
    },
    /** Ends all turns; their messages say why. */
    close: () => turns.close(),
  };
}
