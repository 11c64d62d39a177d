import { randomUUID } from 'node:crypto';
import { isStepCount, jsonSchema, streamText, tool, type ModelMessage, type ToolSet } from 'ai';
import { canonicalJson } from '../../../mcp-server/gate/canonical.ts';
import type { Clock } from '../../klipper/clock.ts';
import type { Limits } from '../limits.ts';
import { failure, failureFromError, type Failure } from '../model/failures.ts';
import type { Mind } from '../model/mind.ts';
import { estimateTokens } from '../prompt/size.ts';
import type { LoopTool } from '../tools/types.ts';
import { watchStep } from './watch.ts';

export interface ProposedCall {
  callId: string;
  tool: string;
  args: Record<string, unknown>;
  /** Why it cannot be carried out at all: no such tool, or arguments that are no JSON. */
  unusable: string | null;
}

export interface StepOutcome {
  text: string;
  /** Empty when the answer did not end well: what was cut off is never carried out. */
  calls: ProposedCall[];
  inputTokens: number;
  outputTokens: number;
  failure: Failure | null;
  /** The person stopped it. */
  stopped: boolean;
  /** It ended because the answer got too long. */
  cutByLength: boolean;
}

export interface StepOptions {
  mind: Mind;
  instructions: string;
  messages: ModelMessage[];
  tools: readonly LoopTool[];
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  onText(text: string): void;
}

/**
 * One answer of the model, streamed. The tools are declared without a way to run them: the loop runs the calls
 * itself, after the answer has ended well.
 */
export async function runStep(options: StepOptions): Promise<StepOutcome> {
  const { limits, clock, signal } = options;
  const watch = watchStep(clock, limits, signal);
  const outcome: StepOutcome = {
    text: '',
    calls: [],
    inputTokens: 0,
    outputTokens: 0,
    failure: null,
    stopped: false,
    cutByLength: false,
  };
  try {
    const ended = await readStream(options, watch, outcome);
    if (!ended && !outcome.failure) outcome.failure = failure('cut-off');
  } catch (error) {
    outcome.failure ??= failureFromError(error);
  } finally {
    watch.stop();
  }
  const late = watch.lateness();
  if (signal.aborted) Object.assign(outcome, { stopped: true, failure: null });
  else if (late) outcome.failure = failure(late);
  const isUncounted = !options.mind.free && outcome.inputTokens === 0;
  if (isUncounted && (outcome.text || outcome.calls.length > 0)) estimateUsage(options, outcome);
  if (outcome.failure || outcome.stopped) outcome.calls = [];
  else if (!outcome.text && outcome.calls.length === 0) outcome.failure = failure('empty');
  return outcome;
}

/** Parts that the SDK makes by itself: hearing them says nothing about the provider. */
const SILENT: ReadonlySet<string> = new Set(['start', 'start-step', 'ping', 'raw']);
/** How an answer looks that broke off without the provider's own word for its end. */
const UNFINISHED: ReadonlySet<string> = new Set(['interrupted', 'other', 'unknown', 'error']);

/** Reads the stream into the outcome; true when the provider said that it had finished. */
async function readStream(
  { mind, instructions, messages, tools, limits, onText }: StepOptions,
  watch: ReturnType<typeof watchStep>,
  outcome: StepOutcome,
): Promise<boolean> {
  const { stream } = streamText({
    model: mind.model,
    instructions,
    messages,
    tools: declare(tools),
    stopWhen: isStepCount(1),
    maxRetries: 0,
    ...(mind.free ? {} : { maxOutputTokens: limits.answerTokens }),
    abortSignal: watch.signal,
    onError: () => undefined, // arrives as a part of the stream as well, and is told from there
  });
  let ended = false;
  for await (const part of stream) {
    if (!SILENT.has(part.type)) watch.heard();
    switch (part.type) {
      case 'text-delta':
        outcome.text += part.text;
        if (part.text) onText(part.text);
        break;
      case 'tool-call':
        outcome.calls.push(withOwnId(readCall(part, limits.argsBytes), outcome.calls));
        break;
      case 'error':
        outcome.failure = failureFromError(part.error);
        break;
      case 'finish-step':
        outcome.inputTokens += part.usage.inputTokens ?? 0;
        outcome.outputTokens += part.usage.outputTokens ?? 0;
        outcome.cutByLength = part.finishReason === 'length';
        if (part.finishReason === 'content-filter') outcome.failure = failure('filtered');
        ended = part.rawFinishReason !== undefined || !UNFINISHED.has(part.finishReason);
        break;
    }
    // A server may ignore the bound on tokens; nobody reads an answer this long.
    if (outcome.text.length > limits.answerTokens * 6) {
      outcome.cutByLength = true;
      return true;
    }
  }
  return ended;
}

/** A server that does not say what it used, or was cut off before it could, must not make the bounds void. */
function estimateUsage({ instructions, messages, tools }: StepOptions, outcome: StepOutcome): void {
  // Of the holder, since a Buffer would be handed over as a list of its bytes.
  function withoutPictures(this: Record<string, unknown>, key: string, value: unknown): unknown {
    return this[key] instanceof Uint8Array ? null : value;
  }
  const declared = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  outcome.inputTokens = estimateTokens(instructions + JSON.stringify([declared, messages], withoutPictures));
  outcome.outputTokens = estimateTokens(outcome.text + JSON.stringify(outcome.calls));
}

function declare(tools: readonly LoopTool[]): ToolSet {
  const declared: ToolSet = Object.create(null) as ToolSet;
  for (const { name, description, inputSchema } of tools) {
    declared[name] = tool({
      description,
      inputSchema: jsonSchema({ ...inputSchema, additionalProperties: false }),
    });
  }
  return declared;
}

interface CallPart {
  toolCallId: string;
  toolName: string;
  input: unknown;
  invalid?: boolean;
  error?: unknown;
}

function readCall(
  { toolCallId, toolName, input, invalid, error }: CallPart,
  mostBytes: number,
): ProposedCall {
  const name = String(toolName).slice(0, 64);
  const unusable = invalid ? reasonOf(error, name) : problemOf(input, mostBytes);
  const args = unusable ? {} : (input as Record<string, unknown>);
  return { callId: toolCallId, tool: name, args, unusable };
}

/** Two calls with one id could not be told apart; some servers send none at all. */
function withOwnId(call: ProposedCall, others: readonly ProposedCall[]): ProposedCall {
  const isGood = /^[\w.:-]{1,128}$/.test(call.callId) && others.every(({ callId }) => callId !== call.callId);
  return isGood ? call : { ...call, callId: `call_${randomUUID()}` };
}

function reasonOf(error: unknown, name: string): string {
  const isUnknown = error instanceof Error && /NoSuchTool/.test(error.name);
  return isUnknown ? `There is no tool called ${name}.` : 'The arguments are not readable JSON.';
}

/** What no tool should ever be asked to look at; the tools' own schemas judge the rest. */
function problemOf(input: unknown, mostBytes: number): string | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return 'The arguments must be one JSON object.';
  }
  try {
    return canonicalJson(input).length > mostBytes ? 'The arguments are far too long.' : null;
  } catch {
    return 'The arguments hold a number without end, or are nested too deeply.';
  }
}
