import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { createPageOffers } from './offer-page.ts';

const hello = (elicitation: object) =>
  ({
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: { capabilities: { elicitation } },
  }) as JSONRPCMessage;
const answer = (structuredContent: object) =>
  ({ jsonrpc: '2.0', id: 2, result: { content: [], structuredContent } }) as JSONRPCMessage;
const asked = { status: 'approval_required', action_id: 'a1', approve_url: 'https://x.example/approvals/a1' };

async function play(...messages: JSONRPCMessage[]) {
  const sent: Record<string, unknown>[] = [];
  const offers = createPageOffers(async (message) => void sent.push(message as Record<string, unknown>));
  for (const message of messages) if (!offers.hear(message)) await offers.see(message);
  return sent;
}

describe('offering the approval page', () => {
  it('asks once for an action, and tells when it has ended', async () => {
    const status = (word: string) => answer({ status: word, action_id: 'a1' });
    const sent = await play(
      ...[
        hello({ url: {} }),
        answer(asked),
        answer(asked),
        status('pending'),
        status('done'),
        status('done'),
      ],
    );
    expect(sent.map(({ method }) => method)).toEqual([
      'elicitation/create',
      'notifications/elicitation/complete',
    ]);
  });

  it.each([
    [hello({ form: {} }), asked],
    [hello({}), asked],
    [hello({ url: {} }), { ...asked, approve_url: 'javascript:alert(1)' }],
    [hello({ url: {} }), { ...asked, approve_url: 'https://user:pass@x.example/' }],
    [hello({ url: {} }), { ...asked, approve_url: undefined }],
  ])('sends nothing after %j for %j', async (greeting, content) => {
    expect(await play(greeting, answer(content))).toEqual([]);
  });

  it('keeps the answers to its own questions, and no others', () => {
    const offers = createPageOffers(async () => undefined);
    const result = { action: 'accept' };
    expect(offers.hear({ jsonrpc: '2.0', id: 'cloud-print-page-a1', result })).toBe(true);
    expect(offers.hear({ jsonrpc: '2.0', id: 7, result })).toBe(false);
  });
});
