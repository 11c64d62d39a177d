import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { readAttachmentNote } from './attached.ts';
import { readResult, type CallResult } from './results.ts';
import {
  EMPTY_STATE,
  readStateBlock,
  withoutStateBlock,
  type Attachment,
  type PrinterStateBlock,
} from './state.ts';

export interface Call {
  id: string;
  tool: string;
  args: Record<string, unknown>;
  result: CallResult | null;
}

/** What stood on the card of a call, or at least which tool it was. */
export const titleOf = ({ tool, result }: Call): string =>
  typeof result?.data.summary === 'string' ? result.data.summary.split(' · ')[0]! : tool.replaceAll('_', ' ');

/** One message of the person and everything Smokey did and said in answer to it. */
export interface Exchange {
  text: string;
  state: PrinterStateBlock | null;
  calls: Call[];
  reply: string;
  /** Calls of the same step came in one go: their number tells how many steps were taken. */
  steps: number;
  pictures: number;
  attachments: Attachment[];
}

export interface Conversation {
  /** The last one is the exchange that is being answered now. */
  exchanges: Exchange[];
  /** Instructions, which the built-in mind reads for the state only. */
  state: PrinterStateBlock;
}

/** Turns a prompt into exchanges; whatever is not the person's own text is data. */
export function readConversation(prompt: LanguageModelV4Prompt): Conversation {
  const exchanges: Exchange[] = [];
  let newest: PrinterStateBlock | null = null;
  const calls = new Map<string, Call>();
  for (const message of prompt) {
    if (message.role === 'system') newest = readStateBlock(message.content) ?? newest;
    else if (message.role === 'user') newest = addUserMessage(exchanges, message.content) ?? newest;
    else addAnswer(exchanges, calls, message.content);
  }
  // The state goes with the newest message only, and tells what earlier attachments are taken by.
  for (const exchange of exchanges) exchange.attachments = withIds(exchange.attachments, newest);
  return { exchanges, state: newest ?? EMPTY_STATE };
}

type UserContent = Extract<LanguageModelV4Prompt[number], { role: 'user' }>['content'];
type AnswerContent = Extract<LanguageModelV4Prompt[number], { role: 'assistant' | 'tool' }>['content'];

function addUserMessage(exchanges: Exchange[], content: UserContent): PrinterStateBlock | null {
  const texts: string[] = [];
  let state: PrinterStateBlock | null = null;
  let pictures = 0;
  for (const part of content) {
    if (part.type === 'file') pictures += 1;
    if (part.type !== 'text') continue;
    state = readStateBlock(part.text) ?? state;
    const words = withoutStateBlock(part.text);
    if (words) texts.push(words);
  }
  const open = exchanges.at(-1);
  if (!texts.length && open && state) {
    open.state = state; // a state refreshed between two steps belongs to the same exchange
    return state;
  }
  const { text, attachments } = readAttachmentNote(
    texts.filter((item) => !/^\[data: the pictures/.test(item)).join('\n'),
  );
  exchanges.push({
    text,
    state,
    calls: [],
    reply: '',
    steps: 0,
    pictures,
    attachments: attachments.length
      ? withIds(attachments, state)
      : (state?.attachments ?? []).filter(({ isEarlier }) => !isEarlier),
  });
  return state;
}

/** The note in the text names attachments; what tools take them by stands in the state. */
function withIds(noted: readonly Attachment[], state: PrinterStateBlock | null): Attachment[] {
  return noted.map((item) => ({
    ...item,
    ...state?.attachments.find(({ name, sizeBytes }) => name === item.name && sizeBytes === item.sizeBytes),
  }));
}

function addAnswer(exchanges: Exchange[], calls: Map<string, Call>, content: AnswerContent): void {
  const exchange = exchanges.at(-1);
  if (!exchange) return;
  let called = false;
  for (const part of content) {
    if (part.type === 'text') exchange.reply += (exchange.reply ? '\n' : '') + part.text;
    if (part.type === 'tool-call') {
      const call: Call = {
        id: part.toolCallId,
        tool: part.toolName,
        args: asObject(part.input),
        result: null,
      };
      calls.set(call.id, call);
      exchange.calls.push(call);
      called = true;
    }
    if (part.type === 'tool-result') {
      const call = calls.get(part.toolCallId);
      if (call) call.result = readResult(part);
    }
  }
  if (called) exchange.steps += 1;
}

function asObject(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null) return input as Record<string, unknown>;
  if (typeof input !== 'string') return {};
  try {
    return JSON.parse(input) as Record<string, unknown>;
  } catch {
    return {}; // a broken call of another model: nothing can be read from it
  }
}
