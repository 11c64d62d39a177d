import type { ActionOutcome } from '../../../mcp-server/gate/types.ts';
import type { ActionView } from '#lib/contracts.ts';
import type { StopOutcome } from '#klipper/printer.ts';
import { m } from '#lib/paraglide/messages.js';
import { api } from './api.ts';

const words = () => ({ cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() });
const printerPath = (printerId: string) => `/api/printers/${encodeURIComponent(printerId)}`;

/** A person's own click: runs at once through the gate, where this person may decide. */
export function act(
  printerId: string,
  tool: string,
  args: Record<string, unknown> = {},
): Promise<ActionOutcome> {
  return api<ActionOutcome>(`${printerPath(printerId)}/act`, words(), { body: { tool, args } });
}

/** The emergency stop: no question, no queue. */
export function stopPrinter(printerId: string): Promise<StopOutcome> {
  return api<StopOutcome>(`${printerPath(printerId)}/stop`, words(), { method: 'POST' });
}

/** Approves or declines a pending action; answers with the action as it is then. */
export function decide(id: string, decision: 'approve' | 'decline', reason?: string): Promise<ActionView> {
  return api<ActionView>(`/api/actions/${encodeURIComponent(id)}`, words(), { body: { decision, reason } });
}

export function readAction(id: string): Promise<ActionView> {
  return api<ActionView>(`/api/actions/${encodeURIComponent(id)}`, words());
}
