import type { Clock } from '../../klipper/clock.ts';
import type { TurnEvent, TurnResult, TurnStatus, Usage } from '../events.ts';
import type { HistoryEntry, StepEntry } from '../history/entries.ts';
import { addUsage, costDollars, noUsage, type Limits } from '../limits.ts';
import type { Failure } from '../model/failures.ts';
import type { Mind } from '../model/mind.ts';
import type { LoopTool } from '../tools/types.ts';
import { boundReached, type BudgetCheck } from './bounds.ts';
import { runCalls, type PictureStore } from './calls.ts';
import { createCallGuard } from './guard.ts';
import { stepWithRetries } from './retry.ts';
import { buildPrompt, type Adaptation } from './prompt.ts';
import { citedTopics, type FindTopic } from './sources.ts';
import type { StepOutcome } from './step.ts';

export interface TurnContext {
  mind: Mind;
  instructions: string;
  tools: readonly LoopTool[];
  pictures: PictureStore;
  /** Whose turn it is. */
  userId: string;
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  /** The live state, made anew for each step. */
  stateBlock(): string;
  budget: BudgetCheck;
  findTopic: FindTopic;
  onEvent(event: TurnEvent): void;
}

/**
 * The loop: ask the model, run its calls, ask again, until it answers, a person must decide, a bound is reached,
 * the model fails or the person stops it. Each step is told when it is whole.
 */
export async function runLoop(history: readonly HistoryEntry[], context: TurnContext): Promise<TurnResult> {
  const guard = createCallGuard(context.limits);
  const tools = new Map(context.tools.map((tool) => [tool.name, tool]));
  const entries: StepEntry[] = [];
  const adaptation: Adaptation = { withoutPictures: false, halfHistory: false };
  let usage = noUsage;
  let steps = 0;
  const end = (status: TurnStatus, why: Failure | null = null): TurnResult => {
    if (why) context.onEvent({ type: 'error', id: why.id, cause: why.cause, remedy: why.remedy });
    if (!context.mind.free && steps > 0) context.onEvent({ type: 'usage', steps, usage });
    context.onEvent({ type: 'end', status });
    const error = why && { id: why.id, cause: why.cause, remedy: why.remedy };
    return { status, entries, usage, error };
  };

  if (bringsUnseenPicture(history, context.mind)) context.onEvent(cannotSeeNotice(context.mind));
  for (;;) {
    if (context.signal.aborted) return end('stopped');
    const bound = boundReached({
      step: steps,
      usage,
      limits: context.limits,
      mind: context.mind,
      budget: context.budget,
    });
    if (bound) {
      context.onEvent({ type: 'notice', severity: 'warning', ...bound });
      return end('limited');
    }
    guard.nextStep();
    const outcome = await stepWithRetries({
      prepare: () => buildPrompt([...history, ...entries], context, adaptation),
      context,
      adaptation,
      mayRetry: () => !guard.anyRan(),
    });
    steps += 1;
    const calls = await runCalls(outcome.calls, { ...context, tools, guard });
    const entry: StepEntry = { kind: 'step', text: outcome.text, calls, atMs: context.clock.nowMs() };
    const stepUsage = usageOf(outcome, context.limits);
    usage = addUsage(usage, stepUsage);
    context.budget.add(stepUsage);
    if (entry.text || calls.length > 0) {
      entries.push(entry);
      context.onEvent({ type: 'step-ended', entry, usage: stepUsage });
    }
    if (outcome.cutByLength) context.onEvent(tooLongNotice);
    if (outcome.stopped) return end('stopped');
    if (outcome.failure) return end('failed', outcome.failure);
    if (calls.some((call) => call.actionId !== null)) return end('waiting');
    if (calls.length === 0) {
      const topics = citedTopics(entries, context.findTopic);
      if (topics.length > 0) context.onEvent({ type: 'sources', topics });
      return end('answered');
    }
  }
}

/** The person has just sent a picture to a model that cannot look at it. */
function bringsUnseenPicture(history: readonly HistoryEntry[], mind: Mind): boolean {
  const newest = history.at(-1);
  return !mind.canSee && newest?.kind === 'person' && newest.attachments.some(({ kind }) => kind === 'image');
}

const cannotSeeNotice = ({ name }: Mind): TurnEvent => ({
  type: 'notice',
  severity: 'info',
  text: `${name} cannot see pictures.`,
  remedy: 'Say in words what is to be seen, or choose a model that can see.',
});

const tooLongNotice: TurnEvent = {
  type: 'notice',
  severity: 'info',
  text: 'The answer was too long and ends here.',
  remedy: 'Ask for the rest, or for less at once.',
};

function usageOf(outcome: StepOutcome, limits: Limits): Usage {
  const { inputTokens, outputTokens } = outcome;
  return { inputTokens, outputTokens, costDollars: costDollars(inputTokens, outputTokens, limits.price) };
}

/** For errors of our own around the loop. */
export function failedTurn(why: Failure, onEvent: TurnContext['onEvent']): TurnResult {
  const error = { id: why.id, cause: why.cause, remedy: why.remedy };
  onEvent({ type: 'error', ...error });
  onEvent({ type: 'end', status: 'failed' });
  return { status: 'failed', entries: [], usage: noUsage, error };
}
