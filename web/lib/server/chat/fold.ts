import type { TurnEvent } from '#smokey';
import type { ChatPart } from '../../contracts.ts';

/** What changed in the parts of a message: more text for one, after its first `at` characters, or a part added or replaced. */
export type PartChange =
  | { kind: 'delta'; partIndex: number; at: number; text: string }
  | { kind: 'part'; partIndex: number; part: ChatPart };

/** Puts one event of a turn into the parts of the message being written. The parts are changed in place. */
export function foldEvent(
  parts: ChatPart[],
  event: TurnEvent,
  printerId: string | null = null,
): PartChange[] {
  switch (event.type) {
    case 'text':
      return [addText(parts, event.text)];
    case 'tool-started':
      return [add(parts, { ...startedTool(event), ...(printerId !== null && { printerId }) })];
    case 'tool-finished':
      return finishTool(parts, event);
    case 'action-proposed':
      return [add(parts, { type: 'action', actionId: event.actionId })];
    case 'sources':
      return [add(parts, { type: 'sources', topics: event.topics })];
    case 'usage':
      return [add(parts, { type: 'usage', steps: event.steps, ...event.usage })];
    case 'notice':
      return [add(parts, event)];
    case 'step-ended':
    case 'error':
    case 'end':
      return [];
  }
}

function addText(parts: ChatPart[], text: string): PartChange {
  const last = parts.at(-1);
  if (last?.type !== 'text') return add(parts, { type: 'text', text });
  const at = last.text.length;
  last.text += text;
  return { kind: 'delta', partIndex: parts.length - 1, at, text };
}

function add(parts: ChatPart[], part: ChatPart): PartChange {
  parts.push(part);
  return { kind: 'part', partIndex: parts.length - 1, part };
}

type ToolPart = Extract<ChatPart, { type: 'tool' }>;

function startedTool({ callId, name, title, args }: Extract<TurnEvent, { type: 'tool-started' }>): ToolPart {
  return {
    type: 'tool',
    callId,
    name,
    title,
    args,
    state: 'running',
    durationMs: null,
    result: null,
    text: '',
  };
}

function finishTool(parts: ChatPart[], event: Extract<TurnEvent, { type: 'tool-finished' }>): PartChange[] {
  const partIndex = parts.findLastIndex((part) => part.type === 'tool' && part.callId === event.callId);
  const started = parts[partIndex];
  if (started?.type !== 'tool') return [];
  const { state, durationMs, result, text } = event;
  const part: ChatPart = { ...started, state, durationMs, result, text };
  parts[partIndex] = part;
  return [{ kind: 'part', partIndex, part }];
}

/** Ends what was still running when the server or the turn ended, so that nothing spins for ever. */
export function endRunningParts(parts: ChatPart[], why: string): void {
  for (const part of parts) {
    if (part.type === 'tool' && part.state === 'running') Object.assign(part, { state: 'failed', text: why });
  }
}
