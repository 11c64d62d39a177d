import { secondsAtByte } from '../tuning/index.ts';
import type { Timeline } from '../tuning/index.ts';
import type { Eta } from './progress.ts';

/** How a print should go: every move planned with the printer's own limits. */
export interface PrintPlan {
  path: string;
  totalSeconds: number;
  timeline: Timeline;
}

export interface PlannedInput {
  plan: PrintPlan | null;
  /** Bytes of the file that were read. */
  positionBytes: number | null;
  /** Printing time so far without pauses; 0 before the first extrusion. */
  printSeconds: number;
  /** 1 is 100 %. The plan is for 100 %. */
  speedFactor: number | null;
}

/** Until so much was printed, the plan counts for more than the time so far. */
const TRUSTED_SECONDS = 1_200;
const SLOWEST = 3;
const FASTEST = 0.5;

/**
 * Remaining time by the plan: what lies behind the position in the file, slower or faster by as much as this print
 * has gone so far (macros, filters of the host, objects left out). Null where there is no plan.
 */
export function plannedRemaining(input: PlannedInput): Eta | null {
  const { plan, positionBytes, printSeconds, speedFactor } = input;
  if (!plan || positionBytes === null || plan.totalSeconds <= 0) return null;
  const doneSeconds = secondsAtByte(plan.timeline, positionBytes);
  const left = Math.max(0, plan.totalSeconds - doneSeconds);
  const factor = Math.max(0.05, speedFactor ?? 1);
  // After a change of speed, the time so far tells nothing about the rest.
  const changedSpeed = Math.abs(factor - 1) > 0.02;
  const pace = changedSpeed ? 1 : (printSeconds + TRUSTED_SECONDS) / (doneSeconds + TRUSTED_SECONDS);
  const bounded = Math.min(SLOWEST, Math.max(FASTEST, pace));
  return { remainingSeconds: (left / factor) * bounded, method: 'plan' };
}
