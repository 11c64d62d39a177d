import type { ActionView } from '#lib/contracts.ts';
import type { StopOutcome } from '#klipper/printer.ts';
import { m } from '#lib/paraglide/messages.js';
import { said } from '#lib/said/said.ts';
import { api } from './api.ts';

const words = () => ({ cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() });
const printerPath = (printerId: string) => `/api/printers/${encodeURIComponent(printerId)}`;

/** What became of a click: done, refused, or waiting for somebody else's decision. */
export interface Clicked {
  status: string;
  text: string;
}

/** The tone in which an outcome is told. */
export const toneOf = ({ status }: Clicked): 'good' | 'ask' | 'bad' =>
  status === 'done' ? 'good' : ['unknown', 'pending', 'approved'].includes(status) ? 'ask' : 'bad';

/** A person's own click: runs at once through the gate, where this person may decide. */
export async function act(
  printerId: string,
  tool: string,
  args: Record<string, unknown> = {},
): Promise<Clicked> {
  const clicked = await api<Clicked>(`${printerPath(printerId)}/act`, words(), { body: { tool, args } });
  return { ...clicked, text: said(clicked.text) };
}

/** The emergency stop: no question, no queue. */
export function stopPrinter(printerId: string): Promise<StopOutcome> {
  return api<StopOutcome>(`${printerPath(printerId)}/stop`, words(), { method: 'POST' });
}

/** Approves or declines a pending action; answers with the action as it is then. */
export function decide(id: string, decision: 'approve' | 'decline', reason?: string): Promise<ActionView> {
  return api<ActionView>(`/api/actions/${encodeURIComponent(id)}`, words(), { body: { decision, reason } });
}

/** Actions that wait, or are being carried out, on this person's printers. */
export const readOpenActions = (): Promise<ActionView[]> => api<ActionView[]>('/api/actions?open', words());

export function readAction(id: string): Promise<ActionView> {
  return api<ActionView>(`/api/actions/${encodeURIComponent(id)}`, words());
}
