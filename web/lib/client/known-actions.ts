import type { ActionView } from '#lib/contracts.ts';

const STEP: Partial<Record<ActionView['status'], number>> = { pending: 0, approved: 1 };
const ENDED = 2;
const stepOf = (action: ActionView) => STEP[action.status] ?? ENDED;

/** Adds what arrived; an action never goes back, so an answer that a newer event overtook is left out. */
export function withActions(
  known: Record<string, ActionView>,
  arrived: readonly ActionView[],
): Record<string, ActionView> {
  const next = { ...known };
  for (const action of arrived) {
    const before = next[action.id];
    if (!before || stepOf(action) >= stepOf(before)) next[action.id] = action;
  }
  return next;
}
