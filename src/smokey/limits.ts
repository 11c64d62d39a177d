import type { Usage } from './events.ts';

/** What one turn and one day may use. Tokens and money count for models that cost something. */
export interface Limits {
  stepsPerTurn: number;
  callsPerStep: number;
  callsPerTurn: number;
  /** The same call with the same arguments, in one turn. */
  sameCallPerTurn: number;
  argsBytes: number;
  turnTokens: number;
  dayTokens: number;
  /** US dollars; null for no bound. They hold only with a price. */
  turnDollars: number | null;
  dayDollars: number | null;
  price: { inputDollarsPerMillion: number; outputDollarsPerMillion: number } | null;
  /** The part of the history that goes with a prompt. */
  historyTokens: number;
  answerTokens: number;
  /** Times until the first word, between two words, and for a whole step. */
  firstWordMs: number;
  silenceMs: number;
  stepMs: number;
  toolMs: number;
  /** Only before any tool ran in the turn. */
  retries: number;
  longestRetryWaitMs: number;
}

export const defaultLimits: Limits = {
  stepsPerTurn: 8,
  callsPerStep: 8,
  callsPerTurn: 20,
  sameCallPerTurn: 2,
  argsBytes: 32_000,
  turnTokens: 120_000,
  dayTokens: 1_000_000,
  turnDollars: null,
  dayDollars: null,
  price: null,
  historyTokens: 12_000,
  answerTokens: 8_000,
  firstWordMs: 60_000,
  silenceMs: 30_000,
  stepMs: 180_000,
  toolMs: 90_000,
  retries: 2,
  longestRetryWaitMs: 20_000,
};

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, costDollars: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  const known = a.costDollars !== null && b.costDollars !== null;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costDollars: known ? a.costDollars! + b.costDollars! : null,
  };
}

export function totalTokens(usage: Usage): number {
  return usage.inputTokens + usage.outputTokens;
}

/** US dollars of these tokens, null without a price. */
export function costDollars(
  inputTokens: number,
  outputTokens: number,
  price: Limits['price'],
): number | null {
  if (!price) return null;
  return (inputTokens * price.inputDollarsPerMillion + outputTokens * price.outputDollarsPerMillion) / 1e6;
}

/** Where a person's usage of the day is kept; the web app uses its database. */
export interface UsageLedger {
  today(userId: string): Usage;
  add(userId: string, usage: Usage): void;
}

/** A ledger without a disk. `dayOf` names the day, so that a new one starts at zero. */
export function createMemoryLedger(dayOf: () => string): UsageLedger {
  const days = new Map<string, Usage>();
  const key = (userId: string) => `${dayOf()} ${userId}`;
  return {
    today: (userId) => days.get(key(userId)) ?? noUsage,
    add(userId, usage) {
      days.set(key(userId), addUsage(days.get(key(userId)) ?? noUsage, usage));
    },
  };
}
