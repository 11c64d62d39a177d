import { refuse, type Refusal } from '../refusal.ts';
import { auditRow, byPrincipal, ofAction, type GateParts } from './parts.ts';
import type { PendingAction, Principal } from './types.ts';

const TAKEN_BACK = 'Taken back by who asked for it.';

/**
 * Ends an action that still waits, for the one who asked for it, where it was asked. It only ever makes less
 * happen, so no person has to approve it. Not within the turn that put it there: cards must not change under
 * the finger that is about to press.
 */
export function withdraw(parts: GateParts, principal: Principal, actionId: string): PendingAction | Refusal {
  const action = parts.store.get(actionId);
  if (!action || !principal.roles.has(action.printerId) || !isWhereItWasAsked(action, principal)) {
    // The same words for "not there" and "not yours": an id must not be guessable.
    return refuse('no-action', 'There is no such action.', 'Use the action_id that the tool answered.');
  }
  if (principal.turnId !== undefined && action.turnId === principal.turnId) {
    const hint = 'Leave it to the person, who can decline it.';
    return refuse('same-turn', 'What this turn has put before the person stays until they answer.', hint);
  }
  const atMs = parts.clock.nowMs();
  const row = { ...byPrincipal(principal), ...ofAction(action), detail: TAKEN_BACK };
  const ended = parts.store.consume(
    action.id,
    { status: 'void', by: null, reason: TAKEN_BACK, atMs },
    auditRow('voided', atMs, row),
  );
  if (!ended) {
    return refuse(
      'not-pending',
      `This action is already ${action.status}.`,
      'get_action tells how it stands.',
    );
  }
  parts.settled(ended);
  return ended;
}

function isWhereItWasAsked(action: PendingAction, { userId, door, conversationId }: Principal): boolean {
  return (
    action.requestedBy.userId === userId &&
    action.requestedBy.door === door &&
    action.conversationId === (conversationId ?? null)
  );
}
