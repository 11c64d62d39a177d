import { totalTokens, type Smokey } from '#smokey';

/** Which mind answers and what this person may still use of it today. */
export interface ChatStatus {
  mind: { kind: 'builtin' | 'provider'; name: string; canSee: boolean };
  budget: {
    /** False for a model that costs nothing: then only the steps of a turn are bounded. */
    counts: boolean;
    usedTokens: number;
    dayTokens: number;
    usedDollars: number | null;
    dayDollars: number | null;
    stepsPerTurn: number;
    turnTokens: number;
  };
}

export function chatStatus(smokey: Smokey, userId: string): ChatStatus {
  const { mind, limits } = smokey;
  const used = smokey.usedToday(userId);
  return {
    mind: { kind: mind.kind, name: mind.name, canSee: mind.canSee },
    budget: {
      counts: !mind.free,
      usedTokens: totalTokens(used),
      dayTokens: limits.dayTokens,
      usedDollars: limits.price ? used.costDollars : null,
      dayDollars: limits.dayDollars,
      stepsPerTurn: limits.stepsPerTurn,
      turnTokens: limits.turnTokens,
    },
  };
}
