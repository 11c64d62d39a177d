import type { HistoryEntry, PersonEntry } from '#smokey';
import type { ChatMessage } from '../../contracts.ts';
import { type ChatRefusal, refusal } from './types.ts';

export interface Retry {
  /** The person's last message, with its new words. */
  asked: ChatMessage;
  /** The answers that go. */
  gone: ChatMessage[];
  entry: PersonEntry;
}

/** What asking the last message again would undo, or why it cannot be: what a printer did stays told. */
export function judgeRetry(
  messages: readonly ChatMessage[],
  history: readonly HistoryEntry[],
  text?: string,
): Retry | ChatRefusal {
  const at = messages.findLastIndex(({ role }) => role === 'person');
  const asked = messages[at];
  const entryAt = history.findLastIndex((entry) => entry.kind === 'person');
  const entry = history[entryAt];
  if (!asked || entry?.kind !== 'person') {
    return refusal(409, 'There is no message to answer again.', 'Write a new one.');
  }
  if (history.slice(entryAt).some(hasDeeds)) {
    return refusal(
      409,
      'This answer led to a decision about the printer, so it stays.',
      'Write a new message.',
    );
  }
  const words = text ?? entry.text;
  const others = asked.parts.filter((part) => part.type !== 'text');
  const parts = words ? [{ type: 'text' as const, text: words }, ...others] : others;
  return { asked: { ...asked, parts }, gone: messages.slice(at + 1), entry: { ...entry, text: words } };
}

function hasDeeds(entry: HistoryEntry): boolean {
  if (entry.kind === 'outcome') return true;
  return (
    entry.kind === 'step' &&
    entry.calls.some(({ actionId, tool }) => actionId !== null || tool === 'emergency_stop')
  );
}
