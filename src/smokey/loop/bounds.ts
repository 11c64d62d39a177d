import type { Usage } from '../events.ts';
import { totalTokens, type Limits } from '../limits.ts';
import type { Mind } from '../model/mind.ts';

/** One person's use of the day. */
export interface BudgetCheck {
  today(): Usage;
  add(usage: Usage): void;
}

export interface ReachedBound {
  text: string;
  remedy: string;
}

/** The bound that ends this turn before its next step, or null. Models that cost nothing have steps only. */
export function boundReached(now: {
  step: number;
  usage: Usage;
  limits: Limits;
  mind: Mind;
  budget: BudgetCheck;
}): ReachedBound | null {
  const { step, usage, limits, mind, budget } = now;
  if (step >= limits.stepsPerTurn) {
    return {
      text: `Stopped after ${limits.stepsPerTurn} steps without an end.`,
      remedy: 'Say "go on", or ask for less at once.',
    };
  }
  if (mind.free) return null;
  if (totalTokens(usage) >= limits.turnTokens) {
    return {
      text: `This answer used its ${limits.turnTokens.toLocaleString('en')} tokens.`,
      remedy: 'Ask for less at once, or raise SMOKEY_TURN_TOKENS.',
    };
  }
  if (limits.turnDollars !== null && (usage.costDollars ?? 0) >= limits.turnDollars) {
    return {
      text: `This answer used its ${limits.turnDollars} US dollars.`,
      remedy: 'Ask for less at once, or raise SMOKEY_TURN_DOLLARS.',
    };
  }
  const today = budget.today();
  if (totalTokens(today) >= limits.dayTokens) {
    return {
      text: `Today’s ${limits.dayTokens.toLocaleString('en')} tokens are used up.`,
      remedy:
        'It goes on tomorrow, or after SMOKEY_DAY_TOKENS was raised. The pages and buttons work as always.',
    };
  }
  if (limits.dayDollars !== null && (today.costDollars ?? 0) >= limits.dayDollars) {
    return {
      text: `Today’s ${limits.dayDollars} US dollars for the language model are used up.`,
      remedy:
        'It goes on tomorrow, or after SMOKEY_DAY_DOLLARS was raised. The pages and buttons work as always.',
    };
  }
  return null;
}
