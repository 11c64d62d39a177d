import type { PendingAction, Principal } from './types.ts';

/** Outside a chat there are no turns; the same wish is then not asked again for this long. */
export const DECLINED_MEMORY_MS = 60_000;
export const MOST_OPEN_ACTIONS = 5;
export const MOST_UNWANTED_A_MINUTE = 10;

export type WishVerdict =
  | { kind: 'new' }
  /** The same is already waiting: show that one instead of a second card. */
  | { kind: 'waiting'; action: PendingAction }
  | { kind: 'declined'; action: PendingAction }
  | { kind: 'too-many'; open: number };

/**
 * Looks at the actions of the same requester before another is put before a person: a wish that was declined in
 * this turn stays declined, one that waits is not asked twice, and a burst of cards is stopped.
 */
export function judgeWish(
  wish: { hash: string; printerId: string; principal: Principal },
  recent: readonly PendingAction[],
  nowMs: number,
): WishVerdict {
  const mine = recent.filter(
    (action) => isFrom(action, wish.principal) && action.printerId === wish.printerId,
  );
  const declined = mine.find(
    (action) =>
      action.status === 'declined' && action.hash === wish.hash && sameTurn(action, wish.principal, nowMs),
  );
  if (declined) return { kind: 'declined', action: declined };
  const open = mine.filter((action) => action.status === 'pending' && action.expiresAtMs > nowMs);
  const waiting = open.find(
    (action) =>
      action.hash === wish.hash && action.conversationId === (wish.principal.conversationId ?? null),
  );
  if (waiting) return { kind: 'waiting', action: waiting };
  if (open.length >= MOST_OPEN_ACTIONS) return { kind: 'too-many', open: open.length };
  // What a person approved was wanted; only what they did not want counts as pestering.
  const unwanted = mine.filter(
    (action) =>
      (['pending', 'declined', 'expired'].includes(action.status) || isTakenBack(action)) &&
      nowMs - action.createdAtMs < 60_000,
  );
  if (unwanted.length >= MOST_UNWANTED_A_MINUTE) return { kind: 'too-many', open: open.length };
  return { kind: 'new' };
}

const isTakenBack = ({ status, outcome }: PendingAction) => status === 'void' && outcome === null;

function isFrom(action: PendingAction, principal: Principal): boolean {
  return action.requestedBy.userId === principal.userId;
}

function sameTurn(action: PendingAction, principal: Principal, nowMs: number): boolean {
  if (principal.turnId !== undefined) return action.turnId === principal.turnId;
  return action.requestedBy.via === principal.via && nowMs - (action.decidedAtMs ?? 0) < DECLINED_MEMORY_MS;
}
