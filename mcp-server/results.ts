import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Printer } from '../src/klipper/printer.ts';
import { isoTime } from './clock.ts';
import type { PendingAction } from './gate/types.ts';
import { refusalText, type Refusal } from './refusal.ts';
import type { ReadAnswer } from './tool.ts';

export interface Freshness {
  observed_at: string | null;
  stale: boolean;
}

export function freshnessOf(printer: Printer | null, nowMs: number): Freshness {
  if (!printer) return { observed_at: isoTime(nowMs), stale: false };
  const { observedAtMs, stale } = printer.snapshot();
  return { observed_at: isoTime(observedAtMs), stale };
}

export function readResult(answer: ReadAnswer<object>, freshness: Freshness, nowMs: number): CallToolResult {
  const age = freshness.stale ? ` (${ageText(freshness, nowMs)})` : '';
  return {
    content: [
      { type: 'text', text: `${answer.text}${age}` },
      ...(answer.images ?? []).map((image) => ({
        type: 'image' as const,
        data: Buffer.from(image.bytes).toString('base64'),
        mimeType: image.mediaType,
      })),
    ],
    structuredContent: { ...answer.data, ...freshness },
  };
}

function ageText({ observed_at }: Freshness, nowMs: number): string {
  if (observed_at === null) return 'stale: the printer has not been heard yet';
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(observed_at)) / 1000));
  return `stale: last heard ${seconds} s ago`;
}

/** What a changing tool answers: a person is asked, nothing has happened. */
export function waitingResult(
  action: PendingAction,
  freshness: Freshness,
  approveUrl?: string,
): CallToolResult {
  const { title, meaning, hazard } = action.summary;
  const summary = [title, meaning, hazard].filter((part) => part).join(' · ');
  const where = approveUrl ? ` The person can decide at ${approveUrl}.` : '';
  return {
    content: [
      {
        type: 'text',
        text: `Nothing has happened yet: a person has to approve "${title}".${where} Action ${action.id}; get_action tells the outcome.`,
      },
    ],
    structuredContent: {
      status: 'approval_required',
      action_id: action.id,
      summary,
      expires_at: isoTime(action.expiresAtMs),
      ...(approveUrl ? { approve_url: approveUrl } : {}),
      ...freshness,
    },
  };
}

/** An outcome right away, where a trusted client's dialog has decided. */
export function outcomeResult(action: PendingAction, freshness: Freshness): CallToolResult {
  const message = outcomeText(action);
  return {
    content: [{ type: 'text', text: message }],
    structuredContent: { status: action.status, action_id: action.id, message, ...freshness },
  };
}

/** How an action stands, in a sentence. */
export function outcomeText(action: PendingAction): string {
  if (action.outcome) return action.outcome.text;
  if (action.status === 'declined') {
    return `Declined. Nothing was sent.${action.reason ? ` The reason given: ${action.reason}` : ''}`;
  }
  if (action.status === 'expired') return 'Nobody decided in time. Nothing was sent.';
  if (action.status === 'void') return 'Taken back before anybody decided. Nothing was sent.';
  if (action.status === 'approved') return 'Approved; it is being carried out.';
  return 'It waits for a person to decide. Nothing has happened.';
}

/** A refusal of a tool that changes: it fits that tool's output schema. */
export function refusedChange(refusal: Refusal, freshness: Freshness): CallToolResult {
  return {
    isError: true,
    content: [{ type: 'text', text: refusalText(refusal) }],
    structuredContent: { status: 'refused', message: refusalText(refusal), ...freshness },
  };
}

/** Anything else that went wrong: what, and what to try. */
export function errorResult(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
