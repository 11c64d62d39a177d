import { totalTokens, type Smokey } from '#smokey';
import type { ChatStatus } from '../../contracts.ts';

export type { ChatStatus };

/** Which mind answers and what is used of its budget, as it stands now. */
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
