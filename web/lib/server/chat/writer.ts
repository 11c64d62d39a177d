import type { Clock } from '#klipper/clock.ts';
import type { TurnEvent, TurnResult } from '#smokey';
import type { ChatMessage } from '../../contracts.ts';
import { endRunningParts, foldEvent } from './fold.ts';
import type { ChatStore } from './store.ts';
import type { PublishLive } from './types.ts';

/** Partial text is on disk at most this much later. */
const SAVE_AFTER_MS = 500;

export interface MessageWriter {
  /** As it is now, also in the middle of being written. */
  readonly message: ChatMessage;
  apply(event: TurnEvent): void;
  /** Ends the message; what was said stays. */
  finish(end: Pick<ChatMessage, 'status' | 'error'>): void;
  addNotice(text: string, remedy: string | null): void;
}

/**
 * Writes one message of Smokey's while it is made: to the pages that look at it at once, and to the database as
 * each part is complete, with partial text at least every second.
 */
export function createWriter(options: {
  message: ChatMessage;
  userId: string;
  /** Which printer the conversation is about now. */
  printerId: string | null;
  store: ChatStore;
  publish: PublishLive;
  clock: Clock;
}): MessageWriter {
  const { message, userId, printerId, store, publish, clock } = options;
  const { conversationId, id: messageId } = message;
  const audience = { userIds: [userId], conversationId };
  let cancelSave: (() => void) | null = null;

  const save = () => {
    cancelSave?.();
    cancelSave = null;
    store.saveMessage(message);
  };
  const saveSoon = () => {
    cancelSave ??= clock.after(SAVE_AFTER_MS, save);
  };

  const apply = (event: TurnEvent) => {
    if (event.type === 'step-ended') {
      store.transaction(() => {
        save();
        store.appendHistory(conversationId, messageId, [event.entry]);
      });
      return;
    }
    for (const change of foldEvent(message.parts, event, printerId)) {
      const where = { conversationId, messageId, partIndex: change.partIndex };
      if (change.kind === 'part') publish('part', { ...where, part: change.part }, audience);
      else publish('delta', { ...where, at: change.at, text: change.text }, audience);
      if (change.kind === 'delta' || change.part.type === 'text') saveSoon();
      else save();
    }
  };

  store.addMessage(message);
  publish('message', { message }, audience);
  return {
    message,
    apply,
    addNotice: (text, remedy) => apply({ type: 'notice', severity: 'info', text, remedy }),
    finish({ status, error }) {
      endRunningParts(message.parts, 'This was ended before it answered.');
      Object.assign(message, { status, error });
      try {
        save();
      } finally {
        publish('message', { message }, audience);
      }
    },
  };
}

/** How a turn's end looks on its message. */
export function endOf({ status, error }: TurnResult): Pick<ChatMessage, 'status' | 'error'> {
  if (status === 'failed')
    return { status: 'failed', error: error && { cause: error.cause, remedy: error.remedy } };
  return { status: status === 'stopped' ? 'stopped' : 'done', error: null };
}
