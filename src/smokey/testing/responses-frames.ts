import { argumentsText } from './chat-frames.ts';
import type { FakeReply } from './fake-provider.ts';

/** The reply as events of OpenAI's Responses API. */
export function responsesFrames(reply: FakeReply): string[] {
  const words = typeof reply.text === 'string' ? [reply.text] : (reply.text ?? []);
  const message = words.length > 0 ? messageEvents(words) : [];
  const calls = (reply.calls ?? []).flatMap((call, index) =>
    callEvents({ ...call, index: index + (message.length > 0 ? 1 : 0) }),
  );
  const reasons = { length: 'max_output_tokens', content_filter: 'content_filter' };
  const reason = reasons[reply.finishReason as keyof typeof reasons] ?? null;
  return [
    event('response.created', {
      response: { id: 'resp_fake', created_at: 1, model: 'fake', service_tier: null },
    }),
    ...message,
    ...calls,
    event(reason ? 'response.incomplete' : 'response.completed', {
      response: {
        id: 'resp_fake',
        incomplete_details: reason ? { reason } : null,
        ...(reply.inputTokens === null
          ? {}
          : { usage: { input_tokens: reply.inputTokens ?? 100, output_tokens: reply.outputTokens ?? 20 } }),
        service_tier: null,
      },
    }),
  ];
}

function messageEvents(words: readonly string[]): string[] {
  const text = words.join('');
  const item = { type: 'message', id: 'msg_fake', role: 'assistant', status: 'in_progress', content: [] };
  return [
    event('response.output_item.added', { output_index: 0, item }),
    ...words.map((delta) =>
      event('response.output_text.delta', { item_id: 'msg_fake', output_index: 0, content_index: 0, delta }),
    ),
    event('response.output_item.done', {
      output_index: 0,
      item: { ...item, status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] },
    }),
  ];
}

function callEvents(call: { name: string; arguments: unknown; id?: string; index: number }): string[] {
  const id = `fc_${call.index}`;
  const text = argumentsText(call.arguments);
  const item = {
    type: 'function_call',
    id,
    call_id: call.id ?? `call_${call.index}_${call.name}`,
    name: call.name,
  };
  return [
    event('response.output_item.added', { output_index: call.index, item: { ...item, arguments: '' } }),
    event('response.function_call_arguments.delta', { item_id: id, output_index: call.index, delta: text }),
    event('response.output_item.done', {
      output_index: call.index,
      item: { ...item, arguments: text, status: 'completed' },
    }),
  ];
}

let sequence = 0;

function event(type: string, data: object): string {
  sequence += 1;
  return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence, ...data })}\n\n`;
}
