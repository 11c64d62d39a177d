import type { ActionOutcome } from '../../../mcp-server/gate/types.ts';

/**
 * What is kept of a conversation: plain JSON in our own words. Every call carries its result, so a prompt made
 * from it is valid for every provider, and an outcome that comes later can be put where it belongs.
 */
export type HistoryEntry = PersonEntry | StepEntry | OutcomeEntry;

export interface HistoryAttachment {
  /** What tools take as `attachment_id`; left out where no tool can fetch it. */
  id?: string;
  name: string;
  kind: 'gcode' | 'image' | 'model' | 'csv' | 'other';
  sizeBytes: number;
  /** Where it landed on the printer, below its gcodes root. */
  path?: string;
  /** A stored picture, for models that can see. */
  pictureId?: string;
}

export interface PersonEntry {
  kind: 'person';
  text: string;
  attachments: HistoryAttachment[];
  /** The language of the page it was written on, as a tag such as `sv`; for words too short to tell their own. */
  language?: string;
  atMs: number;
}

/** One answer of the model: what it said and the calls it made, in order, with what came of them. */
export interface StepEntry {
  kind: 'step';
  text: string;
  calls: CallEntry[];
  atMs: number;
}

export interface CallEntry {
  callId: string;
  tool: string;
  args: Record<string, unknown>;
  failed: boolean;
  /** The structured result, null when the tool gave only text. */
  data: Record<string, unknown> | null;
  text: string;
  pictureIds: string[];
  /** Set when a person has to decide; nothing has happened before that. */
  actionId: string | null;
  /** What became of the action, once it is settled. */
  outcome: SettledAction | null;
}

/** A decision that came after the conversation had moved on. */
export interface OutcomeEntry {
  kind: 'outcome';
  tool: string;
  outcome: SettledAction;
  atMs: number;
}

export interface SettledAction {
  actionId: string;
  title: string;
  status: ActionOutcome['status'];
  /** What the printer confirmed, or why nothing was sent. */
  text: string;
  /** Why a person declined, in their words. */
  reason: string | null;
  result: unknown;
}

/** Calls whose actions still wait for a person, or are being carried out. */
export function openCalls(history: readonly HistoryEntry[]): CallEntry[] {
  return history.flatMap((entry) =>
    entry.kind === 'step'
      ? entry.calls.filter((call) => call.actionId !== null && call.outcome === null)
      : [],
  );
}
