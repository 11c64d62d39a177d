import { mayDecide } from '../../../../mcp-server/gate/deciders.ts';
import type { ActionProgress } from '../../../../mcp-server/index.ts';
import type { PendingAction, Role } from '../../../../mcp-server/gate/types.ts';
import type { ActionView } from '../../contracts.ts';

/**
 * The action as this person sees it: whether they may decide, by their role and the classroom mode as they are
 * now, and the server's clock for the countdown.
 */
export function viewOf(
  action: PendingAction,
  person: { userId: string; roles: ReadonlyMap<string, Role> },
  nowMs: number,
  classroom: boolean,
  progress: ActionProgress | null = null,
): ActionView {
  const open = action.status === 'pending' && action.expiresAtMs > nowMs;
  const decides = mayDecide(action, person.userId, person.roles.get(action.printerId), classroom);
  return { ...action, mayDecide: open && decides, serverNowMs: nowMs, progress };
}
