import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '#klipper/clock.ts';
import { outcomeText } from '#mcp/results.ts';
import type { PendingAction } from '#mcp/gate/types.ts';
import { personEntry, type SettledAction, type Smokey } from '#smokey';
import type { ChatMessage, ConversationSummary, LiveEvents, SendMessage } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { createRateLimit, MINUTE_MS } from '../http/rate-limit.ts';
import { attach } from './attachments.ts';
import { answerUnanswered, endInterrupted, missedOutcomes } from './recover.ts';
import { judgeRetry } from './retry.ts';
import { createChatStore, type ChatStore, type StoredConversation } from './store.ts';
import { titleFrom } from './title.ts';
import { isUrgent } from './urgent.ts';
import { createTurns, principalFor } from './turns.ts';
import { type ChatRefusal, type ChatWorld, isRefused, noSuchConversation, refusal } from './types.ts';

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

const LONGEST_MESSAGE = 20_000;
const MOST_WAITING = 5;
const MESSAGES_A_MINUTE = 40;

export type Chat = ReturnType<typeof createChat>;

/** Conversations of people with Smokey: kept by the server, seen by the pages, never owned by a browser. */
export function createChat(options: ChatOptions) {
  const { world, smokey, clock = systemClock, newId = randomUUID } = options;
  const onFault = options.onFault ?? ((error, during) => console.error(`Failed while ${during}.`, error));
  const store: ChatStore = createChatStore(options.database);
  const turns = createTurns({ smokey, store, world, clock, newId, onFault });

  const pace = createRateLimit([{ limit: MESSAGES_A_MINUTE, windowMs: MINUTE_MS }], clock.nowMs);

  const own = (userId: string, id: string): StoredConversation | null => {
    const found = store.find(id);
    return found?.userId === userId ? found : null;
  };
  const publishConversation = (userId: string, id: string) => {
    const conversation = store.find(id);
    world.publish(
      'conversation',
      { conversation: conversation && publicSummary(conversation), deletedId: conversation ? null : id },
      { userIds: [userId] },
    );
  };

  /** Keeps a new message, then lets Smokey answer it. The id `new` begins a conversation. */
  function send(
    userId: string,
    conversationId: string,
    { text, printerId, uploadIds, pictureIds }: SendMessage,
  ): { conversationId: string; messageId: string } | ChatRefusal {
    const existing = conversationId === 'new' ? null : own(userId, conversationId);
    if (conversationId !== 'new' && !existing) return noSuchConversation();
    const problem = problemOf(text, uploadIds.length + pictureIds.length);
    if (problem) return problem;
    if (printerId !== null && !world.person(userId)?.roles.has(printerId)) {
      return refusal(404, 'There is no such printer.', 'Choose one of your printers.');
    }
    const urgent = isUrgent(text);
    const waitMs = pace.take(userId);
    if (waitMs > 0 && !urgent) {
      const seconds = Math.ceil(waitMs / 1000);
      return refusal(
        429,
        'There were many messages in a short time.',
        `Wait ${seconds} s, then send it again.`,
      );
    }
    if (existing && !urgent && turns.waitingMessages(existing.id) >= MOST_WAITING) {
      return refusal(409, 'Several messages wait for an answer already.', 'Wait, or press Stop first.');
    }
    const attached = attach(world, userId, { uploadIds, pictureIds });
    if (isRefused(attached)) return attached;

    const nowMs = clock.nowMs();
    const message: ChatMessage = {
      id: newId(),
      conversationId: existing?.id ?? newId(),
      role: 'person',
      createdAtMs: nowMs,
      parts: [...(text ? [{ type: 'text' as const, text }] : []), ...attached.parts],
      status: 'done',
      error: null,
    };
    const names = attached.parts.map(({ name }) => name);
    const kept = keep(() => {
      keepConversation(existing, message, userId, printerId, titleFrom(text, names));
      store.addMessage(message);
    });
    if (kept) return kept;
    world.publish('message', { message }, { userIds: [userId], conversationId: message.conversationId });
    publishConversation(userId, message.conversationId);
    turns.answer(message.conversationId, message.id, personEntry(text, attached.forModel, nowMs), {
      uploadIds,
      urgent,
    });
    return { conversationId: message.conversationId, messageId: message.id };
  }

  /** Writes all or nothing; a full disk is told to the person, who still has the message. */
  function keep(write: () => void): ChatRefusal | null {
    try {
      store.transaction(write);
      return null;
    } catch (error) {
      onFault(error, 'keeping a message');
      return refusal(
        507,
        'The server could not keep the message.',
        'Its disk may be full: free some space, then send it again.',
      );
    }
  }

  function keepConversation(
    existing: StoredConversation | null,
    { conversationId, createdAtMs }: ChatMessage,
    userId: string,
    printerId: string | null,
    title: string,
  ): void {
    // The last id is the printer the conversation is about now.
    const before = (existing?.printerIds ?? []).filter((id) => id !== printerId);
    const printerIds = printerId ? [...before, printerId] : before;
    if (existing) store.update(existing.id, { printerIds, updatedAtMs: createdAtMs });
    else
      store.insert({ id: conversationId, userId, title, printerIds, createdAtMs, updatedAtMs: createdAtMs });
  }

  /** Answers the last message of the person again, in other words where a text is given. */
  function retry(
    userId: string,
    conversationId: string,
    text?: string,
  ): { conversationId: string; messageId: string } | ChatRefusal {
    if (!own(userId, conversationId)) return noSuchConversation();
    if (turns.isBusy(conversationId)) {
      return refusal(409, 'Smokey is still answering.', 'Press Stop first, or wait.');
    }
    const judged = judgeRetry(store.messages(conversationId), store.history(conversationId), text);
    if (isRefused(judged)) return judged;
    const problem = problemOf(judged.entry.text, judged.entry.attachments.length);
    if (problem) return problem;
    const { asked, gone, entry } = judged;
    const kept = keep(() => {
      // The history of the question goes as well: it is asked anew.
      store.deleteMessages([...gone.map(({ id }) => id), asked.id]);
      store.addMessage(asked);
    });
    if (kept) return kept;
    world.publish('message', { message: asked }, { userIds: [userId], conversationId });
    turns.answer(conversationId, asked.id, entry);
    return { conversationId, messageId: asked.id };
  }

  /** To be called for every action that has come to its end. */
  function onSettled(action: PendingAction): void {
    if (!action.conversationId) return;
    turns.settle(action.conversationId, settledAction(action), action.turnId, action.decidedBy !== null);
  }

  return {
    smokey,
    store,
    turns,
    send,
    retry,
    onSettled,
    owns: (userId: string, id: string) => own(userId, id) !== null,
    list: (userId: string, words?: string): ConversationSummary[] =>
      store.list(userId, words).map(publicSummary),
    read(userId: string, id: string) {
      const conversation = own(userId, id);
      if (!conversation) return null;
      const current = turns.current(id);
      const messages = store.messages(id).map((message) => (message.id === current?.id ? current : message));
      const { kind, name, canSee } = smokey.mind;
      const turn = turns.stateOf(id);
      return { conversation: publicSummary(conversation), messages, turn, mind: { kind, name, canSee } };
    },
    stop(userId: string, id: string): { stopped: boolean } | ChatRefusal {
      return own(userId, id) ? { stopped: turns.stop(id) } : noSuchConversation();
    },
    rename(userId: string, id: string, title: string): ConversationSummary | ChatRefusal {
      if (!own(userId, id)) return noSuchConversation();
      store.update(id, { title: titleFrom(title, []) });
      publishConversation(userId, id);
      return publicSummary(store.find(id)!);
    },
    /** Puts it away; `restore` brings it back. A running turn ends. */
    remove(userId: string, id: string): ChatRefusal | null {
      if (!own(userId, id)) return noSuchConversation();
      turns.stop(id);
      store.setDeleted(userId, id, clock.nowMs());
      publishConversation(userId, id);
      return null;
    },
    restore(userId: string, id: string): ConversationSummary | ChatRefusal {
      if (!store.setDeleted(userId, id, null)) return noSuchConversation();
      publishConversation(userId, id);
      return publicSummary(store.find(id)!);
    },
    /** What a page that has just connected must know of the turn: its state and the message being written. */
    replay(userId: string, id: string): { turn: LiveEvents['turn']; message: ChatMessage | null } | null {
      if (!own(userId, id)) return null;
      return { turn: { conversationId: id, state: turns.stateOf(id) }, message: turns.current(id) };
    },
    /** How large a prompt is for this person, by part. */
    measurePrompt(userId: string) {
      const person = world.person(userId);
      if (!person) return null;
      const conversation = {
        id: 'measuring',
        userId,
        title: '',
        printerIds: [],
        createdAtMs: 0,
        updatedAtMs: 0,
      };
      return smokey.measurePrompt({
        history: [],
        principal: principalFor(conversation, person, 'measuring'),
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

function problemOf(text: string, attachments: number): ChatRefusal | null {
  if (!text.trim() && attachments === 0) {
    return refusal(400, 'There is nothing to send.', 'Write a message or attach a file.');
  }
  if (text.length <= LONGEST_MESSAGE) return null;
  return refusal(
    413,
    `The message has ${text.length.toLocaleString('en')} characters.`,
    `Send at most ${LONGEST_MESSAGE.toLocaleString('en')}; attach longer text as a file.`,
  );
}

export function settledAction(action: PendingAction): SettledAction {
  const { id, summary, status, reason, outcome } = action;
  const ended = status === 'pending' || status === 'approved' ? 'unknown' : status;
  const result = outcome?.result ?? null;
  return { actionId: id, title: summary.title, status: ended, text: outcomeText(action), reason, result };
}

function publicSummary({
  id,
  title,
  printerIds,
  createdAtMs,
  updatedAtMs,
}: ConversationSummary): ConversationSummary {
  return { id, title, printerIds, createdAtMs, updatedAtMs };
}
