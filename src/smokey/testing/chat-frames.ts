import type { FakeReply } from './fake-provider.ts';

/** The reply as frames of a streamed chat completion. */
export function chatFrames(reply: FakeReply): string[] {
  const chunk = (delta: object, finish: string | null = null) =>
    frame({
      id: 'chatcmpl-fake',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'fake',
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  const words = typeof reply.text === 'string' ? [reply.text] : (reply.text ?? []);
  const calls = reply.calls ?? [];
  return [
    chunk({ role: 'assistant', content: '' }),
    ...words.map((content) => chunk({ content })),
    ...calls.map((call, index) =>
      chunk({
        tool_calls: [
          {
            index,
            id: call.id ?? `call_${index}_${call.name}`,
            type: 'function',
            function: { name: call.name, arguments: argumentsText(call.arguments) },
          },
        ],
      }),
    ),
    chunk({}, reply.finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop')),
    ...(reply.inputTokens === null
      ? []
      : [
          frame({
            id: 'chatcmpl-fake',
            object: 'chat.completion.chunk',
            created: 1,
            model: 'fake',
            choices: [],
            usage: usageOf(reply.inputTokens, reply.outputTokens),
          }),
        ]),
    'data: [DONE]\n\n',
  ];
}

function usageOf(inputTokens = 100, outputTokens = 20) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

function frame(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export function argumentsText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {});
}
