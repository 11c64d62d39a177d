import type { CallEntry, HistoryEntry, SettledAction, StepEntry } from './entries.ts';

export interface Settled {
  history: HistoryEntry[];
  /** True when the model should get its next step now: nothing of that step waits any more. */
  shouldContinue: boolean;
}

/**
 * Puts the outcome of an action into the history: as the result of the call that asked for it while that is the
 * last thing said, else as an entry of its own, because the model must see it after what came in between.
 * Null when no call asked for this action, or its outcome is already there.
 */
export function settleAction(
  history: readonly HistoryEntry[],
  outcome: SettledAction,
  atMs: number,
): Settled | null {
  const lastIndex = history.findLastIndex((entry) => waitsFor(entry, outcome.actionId));
  const step = history[lastIndex];
  if (step?.kind !== 'step') return null;
  // The same wish said twice has one action and two calls: both get its outcome.
  const settled = history.map((entry) =>
    waitsFor(entry, outcome.actionId) ? withOutcome(entry, outcome) : entry,
  );
  const isLast = lastIndex === history.length - 1;
  if (!isLast) settled.push({ kind: 'outcome', tool: toolOf(step, outcome), outcome, atMs });
  const settledStep = settled[lastIndex];
  return {
    history: settled,
    shouldContinue: !(settledStep?.kind === 'step' && settledStep.calls.some(isOpen)),
  };
}

function withOutcome(entry: HistoryEntry, outcome: SettledAction): HistoryEntry {
  if (entry.kind !== 'step') return entry;
  const calls = entry.calls.map((call) => (call.actionId === outcome.actionId ? { ...call, outcome } : call));
  return { ...entry, calls };
}

function waitsFor(entry: HistoryEntry, actionId: string): boolean {
  return entry.kind === 'step' && entry.calls.some((call) => call.actionId === actionId && isOpen(call));
}

function isOpen(call: CallEntry): boolean {
  return call.actionId !== null && call.outcome === null;
}

function toolOf(step: StepEntry, outcome: SettledAction): string {
  return step.calls.find((call) => call.actionId === outcome.actionId)?.tool ?? 'get_action';
}
