import type { Clock } from '#klipper/clock.ts';
import { personEntry } from '#smokey';
import type { ChatMessage, SendMessage } from '../../contracts.ts';
import { createRateLimit, MINUTE_MS } from '../http/rate-limit.ts';
import { attach } from './attachments.ts';
import type { Conversations } from './conversations.ts';
import { judgeRetry } from './retry.ts';
import type { ChatStore, StoredConversation } from './store.ts';
import { titleFrom } from './title.ts';
import type { Turns } from './turns.ts';
import { type ChatRefusal, type ChatWorld, isRefused, noSuchConversation, refusal } from './types.ts';
import { isUrgent } from './urgent.ts';

const LONGEST_MESSAGE = 20_000;
const MOST_WAITING = 5;
const MESSAGES_A_MINUTE = 40;
/** What was urgent longer ago may stop a printer that somebody has looked after since. */
const LATEST_URGENT_SECONDS = 60;

export type Sent = { conversationId: string; messageId: string } | ChatRefusal;

/** Takes messages of people: looks at them, keeps them, and only then lets Smokey answer. */
export function createSending(parts: {
  store: ChatStore;
  turns: Turns;
  conversations: Conversations;
  world: ChatWorld;
  clock: Clock;
  newId(): string;
  onFault(error: unknown, during: string): void;
}) {
  const { store, turns, conversations, world, clock, newId, onFault } = parts;
  const pace = createRateLimit([{ limit: MESSAGES_A_MINUTE, windowMs: MINUTE_MS }], clock.nowMs);

  /** The id `new` begins a conversation. A message that is here already is not kept, or answered, again. */
  function send(userId: string, conversationId: string, message: SendMessage): Sent {
    const existing = conversationId === 'new' ? null : conversations.own(userId, conversationId);
    if (conversationId !== 'new' && !existing) return noSuchConversation();
    const { text, printerId, uploadIds, pictureIds, models = [], language } = message;
    const kept = message.id === undefined ? null : store.message(message.id);
    if (kept) return again(userId, kept);
    const urgent = isUrgent(text);
    const problem =
      textProblem(text, uploadIds.length + pictureIds.length + models.length) ??
      (urgent ? lateProblem(message.waitedSeconds ?? 0) : null) ??
      printerProblem(userId, printerId) ??
      (urgent ? null : tooMuch(userId, existing));
    if (problem) return problem;
    const attached = attach(world, userId, { uploadIds, pictureIds, models });
    if (isRefused(attached)) return attached;

    const words = text ? [{ type: 'text' as const, text }] : [];
    const asked = personMessage(message.id ?? newId(), existing?.id ?? newId(), clock.nowMs(), [
      ...words,
      ...attached.parts,
    ]);
    const title = titleFrom(
      text,
      attached.parts.map(({ name }) => name),
    );
    const refused = keep(() => {
      keepConversation(existing, asked, { userId, printerId, title });
      store.addMessage(asked);
    });
    if (refused) return refused;
    const entry = personEntry(text, attached.forModel, asked.createdAtMs, language);
    conversations.publish(userId, asked.conversationId);
    return begin(userId, asked, { messageId: asked.id, entry, uploadIds, urgent });
  }

  function again(userId: string, { id: messageId, conversationId }: ChatMessage): Sent {
    return conversations.own(userId, conversationId) ? { conversationId, messageId } : noSuchConversation();
  }

  /** Answers the last message of the person again, in other words where a text is given. */
  function retry(userId: string, conversationId: string, text?: string): Sent {
    if (!conversations.own(userId, conversationId)) return noSuchConversation();
    if (turns.isBusy(conversationId)) {
      return refusal(409, 'Smokey is still answering.', 'Press Stop first, or wait.');
    }
    const judged = judgeRetry(store.messages(conversationId), store.history(conversationId), text);
    if (isRefused(judged)) return judged;
    const { asked, gone, entry } = judged;
    const problem = textProblem(entry.text, entry.attachments.length);
    if (problem) return problem;
    const refused = keep(() => {
      // The history of the question goes as well: it is asked anew.
      store.deleteMessages([...gone.map(({ id }) => id), asked.id]);
      store.addMessage(asked);
    });
    return refused ?? begin(userId, asked, { messageId: asked.id, entry });
  }

  function begin(userId: string, asked: ChatMessage, job: Parameters<Turns['answer']>[1]): Sent {
    const { conversationId, id: messageId } = asked;
    world.publish('message', { message: asked }, { userIds: [userId], conversationId });
    turns.answer(conversationId, job);
    return { conversationId, messageId };
  }

  function printerProblem(userId: string, printerId: string | null): ChatRefusal | null {
    if (printerId === null || world.person(userId)?.roles.has(printerId)) return null;
    return refusal(404, 'There is no such printer.', 'Choose one of your printers.');
  }

  function tooMuch(userId: string, existing: StoredConversation | null): ChatRefusal | null {
    const waitSeconds = Math.ceil(pace.take(userId) / 1000);
    if (waitSeconds > 0) {
      const remedy = `Wait ${waitSeconds} s, then send it again.`;
      return refusal(429, 'There were many messages in a short time.', remedy);
    }
    if (!existing || turns.waiting(existing.id) < MOST_WAITING) return null;
    return refusal(409, 'Several messages wait for an answer already.', 'Wait, or press Stop first.');
  }

  /** Writes all or nothing; a full disk is told to the person, who still has the message. */
  function keep(write: () => void): ChatRefusal | null {
    try {
      store.transaction(write);
      return null;
    } catch (error) {
      onFault(error, 'keeping a message');
      const remedy = 'Its disk may be full: free some space, then send it again.';
      return refusal(507, 'The server could not keep the message.', remedy);
    }
  }

  function keepConversation(
    existing: StoredConversation | null,
    { conversationId: id, createdAtMs }: ChatMessage,
    { userId, printerId, title }: { userId: string; printerId: string | null; title: string },
  ): void {
    // The last id is the printer the conversation is about now.
    const others = (existing?.printerIds ?? []).filter((other) => other !== printerId);
    const printerIds = printerId ? [...others, printerId] : others;
    if (existing) store.update(id, { printerIds, updatedAtMs: createdAtMs });
    else store.insert({ id, userId, title, printerIds, createdAtMs, updatedAtMs: createdAtMs });
  }

  return { send, retry };
}

function personMessage(
  id: string,
  conversationId: string,
  createdAtMs: number,
  parts: ChatMessage['parts'],
): ChatMessage {
  return { id, conversationId, role: 'person', createdAtMs, parts, status: 'done', error: null };
}

function lateProblem(waitedSeconds: number): ChatRefusal | null {
  if (waitedSeconds <= LATEST_URGENT_SECONDS) return null;
  return refusal(
    422,
    'This sounds urgent, and it has waited long for the connection.',
    'Look at the printer first, then send it again if it still holds.',
  );
}

function textProblem(text: string, attachments: number): ChatRefusal | null {
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
