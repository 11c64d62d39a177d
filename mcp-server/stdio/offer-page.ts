import { z } from 'zod';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

const ID = 'cloud-print-page-';

const HELLO = z.object({
  method: z.literal('initialize'),
  params: z.object({ capabilities: z.object({ elicitation: z.object({ url: z.object({}) }) }) }),
});
const ANSWER = z.object({
  result: z.object({
    structuredContent: z.object({
      status: z.string(),
      action_id: z.string(),
      approve_url: z.string().optional(),
      summary: z.string().optional(),
    }),
  }),
});

/**
 * Offers the approval page to a client that can open addresses (URL-mode elicitation). Only the bridge can: it is
 * the one that keeps a client for longer than a request. Opening the page decides nothing, so what the client
 * answers is of no interest; the decision stays with the signed-in person there.
 */
export function createPageOffers(send: (message: JSONRPCMessage) => Promise<void>) {
  let canOpen = false;
  /** Actions whose page was offered and that have not ended as far as the client has asked. */
  const offered = new Set<string>();

  return {
    /** A message of the client; true when it answers one of our offers and goes no further. */
    hear(message: JSONRPCMessage): boolean {
      if ('id' in message && !('method' in message)) return String(message.id).startsWith(ID);
      if ('method' in message && message.method === 'initialize') canOpen = HELLO.safeParse(message).success;
      return false;
    },

    /** An answer of the server on its way to the client. */
    async see(message: JSONRPCMessage): Promise<void> {
      const parsed = canOpen ? ANSWER.safeParse(message) : null;
      if (!parsed?.success) return;
      const { status, action_id: id, approve_url: url, summary } = parsed.data.result.structuredContent;
      if (status === 'approval_required' && url !== undefined && isWebAddress(url) && !offered.has(id)) {
        offered.add(id);
        const words = `Open Cloud Print to approve or decline: ${summary ?? 'an action'}`;
        const params = { mode: 'url', elicitationId: id, url, message: words };
        await send({ jsonrpc: '2.0', id: `${ID}${id}`, method: 'elicitation/create', params });
      } else if (!['approval_required', 'pending'].includes(status) && offered.delete(id)) {
        const params = { elicitationId: id };
        await send({ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params });
      }
    },
  };
}

/** A client opens what it gets: nothing but a plain web address may reach it. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
