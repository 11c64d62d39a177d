import type { ModelMessage } from 'ai';
import type { Failure } from '../model/failures.ts';
import { pause } from './watch.ts';
import type { Adaptation } from './prompt.ts';
import { runStep, type StepOutcome } from './step.ts';
import type { TurnContext } from './turn.ts';

const FIRST_WAIT_MS = 700;

/**
 * One step, tried again at most `retries` times: only while nothing of it was shown and no tool ran in this turn.
 * A model that refuses pictures, or finds the conversation too long, is asked again without them or with less.
 */
export async function stepWithRetries(options: {
  prepare(): Promise<ModelMessage[]>;
  context: TurnContext;
  /** Changed by what a failed attempt teaches. */
  adaptation: Adaptation;
  mayRetry(): boolean;
}): Promise<StepOutcome> {
  const { context, prepare, adaptation } = options;
  const spent = { inputTokens: 0, outputTokens: 0 };
  for (let attempt = 0; ; attempt += 1) {
    const messages = await prepare();
    const outcome = await runStep({
      ...context,
      messages,
      onText: (text) => context.onEvent({ type: 'text', text }),
    });
    // What a failed attempt used was used as well.
    outcome.inputTokens = spent.inputTokens += outcome.inputTokens;
    outcome.outputTokens = spent.outputTokens += outcome.outputTokens;
    const { failure } = outcome;
    const isOver =
      !failure || outcome.text !== '' || attempt >= context.limits.retries || !options.mayRetry();
    if (isOver || !adapt(failure, adaptation, context)) return outcome;
    await pause(context.clock, waitMs(failure, attempt, context), context.signal);
    if (context.signal.aborted) return { ...outcome, failure: null, stopped: true };
  }
}

/** True when another attempt makes sense, with what must be different in it. */
function adapt(failure: Failure, adaptation: Adaptation, context: TurnContext): boolean {
  if (failure.id === 'no-pictures' && context.mind.canSee && !adaptation.withoutPictures) {
    adaptation.withoutPictures = true;
    context.onEvent({ type: 'notice', severity: 'info', text: failure.cause, remedy: failure.remedy });
    return true;
  }
  if (failure.id === 'too-long' && !adaptation.halfHistory) {
    adaptation.halfHistory = true;
    return true;
  }
  return failure.mayRetry && (failure.retryAfterMs ?? 0) <= context.limits.longestRetryWaitMs;
}

function waitMs(failure: Failure, attempt: number, { limits }: TurnContext): number {
  if (!failure.mayRetry) return 0;
  return Math.min(failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt, limits.longestRetryWaitMs);
}
