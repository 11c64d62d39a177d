import { openCalls, personEntry, type HistoryAttachment } from '#smokey';
import type { PendingAction } from '#mcp/gate/types.ts';
import type { ChatMessage } from '../../contracts.ts';
import { pictureIdOf } from './attachments.ts';
import { endRunningParts } from './fold.ts';
import type { ChatStore } from './store.ts';
import { ASK_AGAIN, emptyMessage, STOPPED_BY_SERVER } from './one-turn.ts';

/** Ends the messages an earlier run of the server left in the middle; what they hold stays, also for the model. */
export function endInterrupted(store: ChatStore, nowMs: number): ChatMessage[] {
  return store.streaming().map((message) => {
    endRunningParts(message.parts, 'The server stopped before it answered.');
    const said = message.parts.at(-1);
    const partial = said?.type === 'text' ? said.text : '';
    message.parts.push({ type: 'notice', severity: 'info', text: STOPPED_BY_SERVER, remedy: ASK_AGAIN });
    const ended: ChatMessage = { ...message, status: 'stopped' };
    store.transaction(() => {
      store.saveMessage(ended);
      const isKept = store
        .history(message.conversationId)
        .some((e) => e.kind === 'step' && e.text === partial);
      if (partial && !isKept) {
        const entry = { kind: 'step' as const, text: partial, calls: [], atMs: nowMs };
        store.appendHistory(message.conversationId, message.id, [entry]);
      }
    });
    return ended;
  });
}

/** Messages that were kept but not yet begun to be answered: they get a word about why, and stay in the history. */
export function answerUnanswered(store: ChatStore, newId: () => string, nowMs: number): void {
  for (const asked of store.unanswered()) {
    const { conversationId, id, createdAtMs } = asked;
    store.transaction(() => {
      if (!store.hasHistoryOf(id)) store.appendHistory(conversationId, id, [entryOf(asked)]);
      const notice = {
        type: 'notice' as const,
        severity: 'info' as const,
        text: STOPPED_BY_SERVER,
        remedy: ASK_AGAIN,
      };
      store.addMessage({
        ...emptyMessage(newId(), conversationId, Math.max(nowMs, createdAtMs)),
        parts: [notice],
        status: 'stopped',
      });
    });
  }
}

function entryOf({ parts, createdAtMs }: ChatMessage) {
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  const attachments = parts.flatMap((part): HistoryAttachment[] => {
    if (part.type !== 'attachment') return [];
    const { name, kind, sizeBytes, path, url } = part;
    const pictureId = url === null ? null : pictureIdOf(url);
    return [{ name, kind, sizeBytes, ...(path === null ? {} : { path }), ...(pictureId && { pictureId }) }];
  });
  return personEntry(text, attachments, createdAtMs);
}

/** Actions that were settled while nobody here listened. */
export function missedOutcomes(
  store: ChatStore,
  find: (actionId: string) => PendingAction | null,
): PendingAction[] {
  const ids = store
    .waitingConversations()
    .flatMap((conversationId) => openCalls(store.history(conversationId)))
    .flatMap(({ actionId }) => actionId ?? []);
  return ids.flatMap((id) => {
    const action = find(id);
    return action && action.status !== 'pending' && action.status !== 'approved' ? [action] : [];
  });
}
