import type { Tick } from '#lib/contracts.ts';
import { keep, readKept } from './browser-store.ts';

const keyOf = (conversationId: string): string => `unsent-ticks:${conversationId}`;

/** Ticks that this browser could not send yet. */
export const unsentOf = (conversationId: string): Tick[] => readKept<Tick>(keyOf(conversationId));

/** Keeps what is not sent yet, beside what another tab of this browser could not send, and without what was. */
export function keepUnsent(conversationId: string, unsent: readonly Tick[], sent: readonly Tick[]): void {
  const isSame = (a: Tick, b: Tick) => a.list === b.list && a.item === b.item;
  const others = unsentOf(conversationId).filter(
    (one) =>
      !unsent.some((tick) => isSame(tick, one)) &&
      !sent.some((tick) => isSame(tick, one) && tick.atMs >= one.atMs),
  );
  keep(keyOf(conversationId), [...others, ...unsent]);
}
