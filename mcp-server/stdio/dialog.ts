import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Gate } from '../gate/gate.ts';
import type { PendingAction, Principal } from '../gate/types.ts';

/** A dialog nobody answers must not hold the call; the action then waits or expires. */
export const DIALOG_PATIENCE_MS = 50_000;

/**
 * Asks through the client's own dialog. Only for a client whose dialogs its owner trusts; anything but a clear yes
 * is no, and no answer in time leaves the action pending: null.
 */
export async function askByDialog(
  server: McpServer,
  gate: Gate,
  principal: Principal,
  action: PendingAction,
  patienceMs = DIALOG_PATIENCE_MS,
): Promise<PendingAction | null> {
  if (!server.server.getClientCapabilities()?.elicitation) return null;
  const { title, meaning, hazard, facts } = action.summary;
  const message = [title, meaning, hazard, ...facts.map(({ label, value }) => `${label}: ${value}`)]
    .filter((part) => part)
    .join('\n');
  const answer = await server.server
    .elicitInput(
      {
        mode: 'form',
        message,
        requestedSchema: {
          type: 'object',
          properties: { approve: { type: 'boolean', title: 'Approve', default: false } },
          required: ['approve'],
        },
      },
      { timeout: patienceMs },
    )
    .catch((error: unknown) => {
      console.error('The dialog was not answered.', error instanceof Error ? error.message : error);
      return null;
    });
  if (!answer || answer.action === 'cancel') return null;
  const approved = answer.action === 'accept' && answer.content?.approve === true;
  const decided = await gate.decide({
    actionId: action.id,
    decision: approved ? 'approve' : 'decline',
    principal,
  });
  return decided.ok ? decided.settled : null;
}
