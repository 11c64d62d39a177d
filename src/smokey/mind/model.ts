import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { decide, type Step, type Tooling } from './decide/decide.ts';
import { readConversation } from './prompt/conversation.ts';

const noUsage = { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 };
const usage = { inputTokens: noUsage, outputTokens: { total: 0, text: 0, reasoning: 0 } };

/** The mind that needs neither key nor network: a language model like any other, deterministic and in-process. */
export function createBuiltinModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'cloud-print.builtin',
    modelId: 'smokey',
    supportedUrls: {},
    doGenerate: async (options) => {
      const step = nextStep(options);
      return { content: contentOf(step, options), finishReason: reasonOf(step), usage, warnings: [] };
    },
    doStream: async (options) => ({ stream: streamOf(nextStep(options), options) }),
  };
}

function nextStep(options: LanguageModelV4CallOptions): Step {
  return decide(readConversation(options.prompt), toolingOf(options));
}

function toolingOf({ tools }: LanguageModelV4CallOptions): Tooling {
  const names = new Set<string>();
  const inputs = new Map<string, ReadonlySet<string>>();
  for (const tool of tools ?? []) {
    if (tool.type !== 'function') continue;
    names.add(tool.name);
    const properties = (tool.inputSchema as { properties?: Record<string, unknown> }).properties;
    if (properties) inputs.set(tool.name, new Set(Object.keys(properties)));
  }
  return { names, inputs };
}

const reasonOf = ({ deeds }: Step) => ({
  unified: deeds.length ? ('tool-calls' as const) : ('stop' as const),
  raw: undefined,
});

function contentOf(step: Step, options: LanguageModelV4CallOptions): LanguageModelV4Content[] {
  const calls = step.deeds.map((deed, index) => ({
    type: 'tool-call' as const,
    toolCallId: callId(options, index),
    toolName: deed.tool,
    input: JSON.stringify(deed.args),
  }));
  return [...(step.text ? [{ type: 'text' as const, text: step.text }] : []), ...calls];
}

/** Unique in a conversation and the same for the same prompt: the place of the step in it. */
function callId({ prompt }: LanguageModelV4CallOptions, index: number): string {
  const parts = prompt.reduce(
    (count, message) => count + (typeof message.content === 'string' ? 1 : message.content.length),
    0,
  );
  return `smokey-${prompt.length}-${parts}-${index}`;
}

/** Text in pieces of a few words, so that a page shows it as it shows any other model's. */
function streamOf(
  step: Step,
  options: LanguageModelV4CallOptions,
): ReadableStream<LanguageModelV4StreamPart> {
  const parts: LanguageModelV4StreamPart[] = [{ type: 'stream-start', warnings: [] }];
  for (const item of contentOf(step, options)) {
    if (item.type === 'tool-call') parts.push(item);
    if (item.type !== 'text') continue;
    parts.push({ type: 'text-start', id: 'text' });
    for (const delta of item.text.match(/(?:\S+\s*){1,6}/g) ?? [item.text])
      parts.push({ type: 'text-delta', id: 'text', delta });
    parts.push({ type: 'text-end', id: 'text' });
  }
  parts.push({ type: 'finish', finishReason: reasonOf(step), usage });
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}
