import type { Clock } from '../../klipper/clock.ts';
import type { TurnEvent } from '../events.ts';
import type { CallEntry } from '../history/entries.ts';
import type { LoadedPicture } from '../history/messages.ts';
import type { Limits } from '../limits.ts';
import type { LoopTool, ToolAnswer } from '../tools/types.ts';
import type { CallGuard } from './guard.ts';
import type { ProposedCall } from './step.ts';
import { boundData } from './bound-data.ts';

export interface PictureStore {
  /** Keeps a picture a tool returned for this person; the address is what the page shows. */
  save(picture: LoadedPicture, userId: string): Promise<{ id: string; url: string }>;
  load(id: string): Promise<LoadedPicture | null>;
}

export interface CallContext {
  tools: ReadonlyMap<string, LoopTool>;
  guard: CallGuard;
  pictures: PictureStore;
  userId: string;
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  onEvent(event: TurnEvent): void;
}

/** Runs the calls of one step, one after the other; an emergency stop goes first. The results keep the order. */
export async function runCalls(calls: readonly ProposedCall[], context: CallContext): Promise<CallEntry[]> {
  const entries = new Map<ProposedCall, CallEntry>();
  const isStop = (call: ProposedCall) => call.tool === 'emergency_stop';
  for (const call of [...calls.filter(isStop), ...calls.filter((call) => !isStop(call))]) {
    entries.set(call, await runCall(call, context));
  }
  return calls.flatMap((call) => entries.get(call) ?? []);
}

async function runCall(call: ProposedCall, context: CallContext): Promise<CallEntry> {
  const { clock, onEvent } = context;
  const tool = context.tools.get(call.tool);
  const startedMs = clock.monotonicMs();
  const { callId, args } = call;
  onEvent({ type: 'tool-started', callId, name: call.tool, title: tool?.title ?? call.tool, args });
  const answer = await answerCall(call, tool, context);
  const stored = await storePictures(answer.pictures, context);
  const entry: CallEntry = {
    callId,
    tool: call.tool,
    args,
    failed: answer.failed,
    data: boundData(answer.data),
    text: cut(answer.text, 8_000),
    pictureIds: stored.map(({ id }) => id),
    actionId: waitingActionId(answer),
    outcome: null,
  };
  const pictures = stored.length > 0 ? { pictures: stored.map(({ url }) => url) } : {};
  onEvent({
    type: 'tool-finished',
    callId,
    state: entry.failed ? 'failed' : 'done',
    durationMs: Math.round(clock.monotonicMs() - startedMs),
    result: answer.data || stored.length > 0 ? { ...answer.data, ...pictures } : null,
    text: entry.text,
  });
  if (entry.actionId !== null) onEvent({ type: 'action-proposed', callId, actionId: entry.actionId });
  return entry;
}

async function answerCall(
  call: ProposedCall,
  tool: LoopTool | undefined,
  context: CallContext,
): Promise<ToolAnswer> {
  const refusal = call.unusable ?? context.guard.refusal(call);
  if (refusal) return refused(refusal);
  if (!tool) return refused(`There is no tool called ${call.tool}.`);
  if (context.signal.aborted) return refused('The person stopped this before it ran. Nothing was sent.');
  const late = new AbortController();
  const cancel = context.clock.after(context.limits.toolMs, () => late.abort());
  const signal = tool.reads ? AbortSignal.any([late.signal, context.signal]) : late.signal;
  try {
    return await tool.call(call.args, { callId: call.callId, signal });
  } catch (error) {
    if (late.signal.aborted) return refused('The tool did not answer in time. What it did is not known.');
    if (signal.aborted) return refused('The person stopped this before it answered.');
    return refused(`The tool failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    cancel();
  }
}

function refused(text: string): ToolAnswer {
  return { failed: true, data: null, text, pictures: [] };
}

async function storePictures(pictures: ToolAnswer['pictures'], { pictures: store, userId }: CallContext) {
  return Promise.all(pictures.slice(0, 4).map((picture) => store.save(picture, userId)));
}

/** Only the structured part counts: text of a file or a macro cannot make a card appear. */
function waitingActionId({ data, failed }: ToolAnswer): string | null {
  if (failed || data?.status !== 'approval_required') return null;
  return typeof data.action_id === 'string' ? data.action_id : null;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
