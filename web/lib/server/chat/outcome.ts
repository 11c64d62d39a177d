import { outcomeText } from '#mcp/results.ts';
import type { PendingAction } from '#mcp/gate/types.ts';
import type { SettledAction } from '#smokey';

/** What became of an action, in the words of the model's history. */
export function settledAction(action: PendingAction): SettledAction {
  const { id, summary, status, reason, outcome } = action;
  const ended = status === 'pending' || status === 'approved' ? 'unknown' : status;
  const result = outcome?.result ?? null;
  return { actionId: id, title: summary.title, status: ended, text: outcomeText(action), reason, result };
}
