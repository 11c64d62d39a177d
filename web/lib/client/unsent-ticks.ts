import type { Tick } from '#lib/contracts.ts';

const keyOf = (conversationId: string): string => `unsent-ticks:${conversationId}`;

/** What the browser keeps; null where it keeps nothing for pages, as in some private windows. */
function storage(): Storage | null {
  if (typeof window === 'undefined') return null;
  try {
    return window.localStorage;
  } catch (refused) {
    if (refused instanceof DOMException) return null;
    throw refused;
  }
}

/** Ticks that this browser could not send yet. */
export function unsentOf(conversationId: string): Tick[] {
  const kept = storage()?.getItem(keyOf(conversationId));
  return kept ? (JSON.parse(kept) as Tick[]) : [];
}

/** Keeps what is not sent yet, beside what another tab of this browser could not send, and without what was. */
export function keepUnsent(conversationId: string, unsent: readonly Tick[], sent: readonly Tick[]): void {
  const kept = storage();
  if (!kept) return;
  const isSame = (a: Tick, b: Tick) => a.list === b.list && a.item === b.item;
  const others = unsentOf(conversationId).filter(
    (one) =>
      !unsent.some((tick) => isSame(tick, one)) &&
      !sent.some((tick) => isSame(tick, one) && tick.atMs >= one.atMs),
  );
  const all = [...others, ...unsent];
  try {
    if (all.length > 0) kept.setItem(keyOf(conversationId), JSON.stringify(all));
    else kept.removeItem(keyOf(conversationId));
  } catch (full) {
    // Without room the ticks last as long as the page.
    if (!(full instanceof DOMException)) throw full;
  }
}
