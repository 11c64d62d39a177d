import type { ChatMessage, ConversationSummary, SendMessage, Tick } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { api } from './api.ts';

const words = () => ({ cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() });
const at = (id: string) => `/api/chat/${encodeURIComponent(id)}`;

/** The newest messages, or the newest before one of them. */
export const readMessages = (id: string, page: { last: number; before?: string }) =>
  api<{ messages: ChatMessage[]; earlier: boolean }>(
    `${at(id)}?last=${page.last}${page.before ? `&before=${encodeURIComponent(page.before)}` : ''}`,
    words(),
  );

/** This person's conversations, newest first. */
export const readConversations = () => api<ConversationSummary[]>('/api/chat', words());

/** This person's conversations that hold the words. */
export const searchConversations = (query: string, signal: AbortSignal) =>
  api<ConversationSummary[]>(`/api/chat?q=${encodeURIComponent(query)}`, words(), { signal });

/** Longer than any server takes that is there. */
const NO_ANSWER_MS = 20_000;

/** Keeps the message on the server; the answer comes by the live stream. `new` begins a conversation. */
export const sendMessage = (id: string | null, message: SendMessage) =>
  api<{ conversationId: string; messageId: string }>(at(id ?? 'new'), words(), {
    body: { ...message, language: getLocale() },
    signal: AbortSignal.timeout(NO_ANSWER_MS),
  });

export const stopAnswer = (id: string) => api<unknown>(`${at(id)}/stop`, words(), { method: 'POST' });

export const renameConversation = (id: string, title: string) =>
  api<unknown>(at(id), words(), { method: 'PATCH', body: { title } });

export const deleteConversation = (id: string) => api<unknown>(at(id), words(), { method: 'DELETE' });

/** Undoes a delete. */
export const restoreConversation = (id: string) =>
  api<unknown>(`${at(id)}/restore`, words(), { method: 'POST' });

/** Answers the last message again; with a text, as if that had been written instead. */
export const retryMessage = (id: string, text?: string) =>
  api<unknown>(`${at(id)}/retry`, words(), { body: { ...(text !== undefined && { text }) } });

/** Ticks items off, or on again; answers how their lists stand then. */
export const sendTicks = (id: string, changes: readonly Tick[]) =>
  api<{ ticks: Tick[] }>(`${at(id)}/ticks`, words(), { method: 'PATCH', body: { changes } });

/** Where the conversation can be had as a file. */
export const exportPath = (id: string, format: 'md' | 'json') =>
  `${at(id)}/export${format === 'json' ? '?format=json' : ''}`;
