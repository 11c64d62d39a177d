import type { StepEntry } from './history/entries.ts';
import type { Topic } from './loop/sources.ts';
import type { FailureId } from './model/failures.ts';

export interface Usage {
  inputTokens: number;
  outputTokens: number;
  /** US dollars, null where no price is known. */
  costDollars: number | null;
}

/** Everything a turn tells, in order. The page and the database fold over it. */
export type TurnEvent =
  | { type: 'text'; text: string }
  | { type: 'tool-started'; callId: string; name: string; title: string; args: Record<string, unknown> }
  | {
      type: 'tool-finished';
      callId: string;
      state: 'done' | 'failed';
      durationMs: number;
      /** Structured content, with pictures replaced by their addresses. */
      result: unknown;
      text: string;
    }
  /** A person has to decide; follows the `tool-finished` of its call. */
  | { type: 'action-proposed'; callId: string; actionId: string }
  | { type: 'sources'; topics: Topic[] }
  | { type: 'notice'; severity: 'info' | 'warning' | 'danger'; text: string; remedy: string | null }
  /** A step is whole: what must be kept before the next one begins. */
  | { type: 'step-ended'; entry: StepEntry; usage: Usage }
  | { type: 'error'; id: FailureId; cause: string; remedy: string }
  /** What a model that costs something used for this answer; before its end. */
  | { type: 'usage'; steps: number; usage: Usage }
  | { type: 'end'; status: TurnStatus };

/**
 * `waiting`: a person must decide before it goes on. `limited`: a bound ended it. `failed`: the model could not
 * go on; what was said stays.
 */
export type TurnStatus = 'answered' | 'waiting' | 'stopped' | 'limited' | 'failed';

export interface TurnResult {
  status: TurnStatus;
  /** What to append to the history. */
  entries: StepEntry[];
  usage: Usage;
  error: { id: FailureId; cause: string; remedy: string } | null;
}
