import type { Clock } from '#klipper/clock.ts';
import type { Smokey } from '#smokey';
import type { ChatMessage } from '../../contracts.ts';
import { principalFor } from './principal.ts';
import type { ChatStore, StoredConversation } from './store.ts';
import type { ChatPerson, ChatWorld } from './types.ts';
import { createWriter, endOf, type MessageWriter } from './writer.ts';

export interface TurnParts {
  smokey: Smokey;
  store: ChatStore;
  world: ChatWorld;
  clock: Clock;
  newId(): string;
  onFault(error: unknown, during: string): void;
}

export const STOPPED_BY_SERVER = 'The server stopped while this was being answered. What was said is kept.';
export const STOPPED_BEFORE_FILE = 'Not answered: it was stopped while a file was on its way to the printer.';
export const ASK_AGAIN = 'Send the message again.';

export function emptyMessage(id: string, conversationId: string, createdAtMs: number): ChatMessage {
  return { id, conversationId, role: 'smokey', createdAtMs, parts: [], status: 'streaming', error: null };
}

export function beginMessage(
  { store, world, clock, newId }: TurnParts,
  conversation: StoredConversation,
): MessageWriter {
  const message = emptyMessage(newId(), conversation.id, clock.nowMs());
  const { userId, printerIds } = conversation;
  const printerId = printerIds.at(-1) ?? null;
  return createWriter({ message, userId, printerId, store, publish: world.publish, clock });
}

/** Fills one message of Smokey's from the history as it stands, and ends it, whatever happens. */
export async function fillMessage(
  { smokey, store, world, onFault }: TurnParts,
  writer: MessageWriter,
  who: { conversation: StoredConversation; person: ChatPerson; turnId: string; signal: AbortSignal },
): Promise<void> {
  const { conversation, person, turnId, signal } = who;
  try {
    const result = await smokey.continueTurn({
      history: store.history(conversation.id),
      principal: principalFor(conversation, person, turnId),
      printers: world.printersOf(conversation.userId),
      selectedPrinterId: conversation.printerIds.at(-1) ?? null,
      signal,
      onEvent: writer.apply,
    });
    if (signal.reason === 'shutdown') writer.addNotice(STOPPED_BY_SERVER, ASK_AGAIN);
    writer.finish(endOf(result));
  } catch (error) {
    onFault(error, `writing a message of conversation ${conversation.id}`);
    const cause = 'The answer could not be kept.';
    writer.finish({ status: 'failed', error: { cause, remedy: ASK_AGAIN } });
  }
}
