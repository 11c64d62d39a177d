import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { READ_ONLY_HEADER, TOOLSETS_HEADER } from '../narrow.ts';
import type { Flags } from './flags.ts';
import { createPageOffers } from './offer-page.ts';

/** A waiting `get_action` takes 50 s at most. */
const LONGEST_ANSWER_MS = 75_000;

/**
 * Passes each message on to a running Cloud Print and its answer back. The server there keeps no sessions, so
 * there is nothing to keep here either; who may do what is decided there, by the token.
 */
export async function runBridge(
  flags: Flags,
  fetcher: typeof fetch = fetch,
): Promise<{ stop(): Promise<void> }> {
  const stdio = new StdioServerTransport();
  const running = new Map<string | number, AbortController>();
  const offers = createPageOffers((message) => stdio.send(message));
  stdio.onmessage = (message) => {
    if (offers.hear(message)) return;
    cancelIfAsked(message, running);
    void pass(message);
  };
  stdio.onerror = (error) => console.error(error.message);
  await stdio.start();

  async function pass(message: JSONRPCMessage): Promise<void> {
    const id = 'id' in message && 'method' in message ? message.id : undefined;
    const abort = new AbortController();
    if (id !== undefined) running.set(id, abort);
    try {
      const answer = await send(message, abort.signal);
      if (answer === null || id === undefined) return;
      await stdio.send(answer);
      await offers.see(answer);
    } catch (error) {
      if (id === undefined || abort.signal.aborted) return;
      await stdio.send({ jsonrpc: '2.0', id, error: { code: -32000, message: whyNot(error) } });
    } finally {
      if (id !== undefined) running.delete(id);
    }
  }

  async function send(message: JSONRPCMessage, signal: AbortSignal): Promise<JSONRPCMessage | null> {
    const response = await fetcher(new URL('/mcp', flags.serverUrl), {
      method: 'POST',
      headers: headersOf(flags),
      body: JSON.stringify(message),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)]),
      redirect: 'error',
    });
    if (response.status === 202) return null;
    if (response.status === 401)
      throw new Error('The server refused the token: it is wrong, expired or revoked.');
    if (!response.headers.get('content-type')?.startsWith('application/json')) {
      throw new Error(
        `The server answered ${response.status} and no JSON. Is ${flags.serverUrl} a Cloud Print?`,
      );
    }
    const answer = (await response.json()) as { id: unknown };
    // A refusal of the request as a whole carries no id; the client needs its own.
    return (answer.id === null && 'id' in message ? { ...answer, id: message.id } : answer) as JSONRPCMessage;
  }

  return { stop: () => stdio.close() };
}

function headersOf(flags: Flags): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${flags.token}`,
    ...(flags.readOnly ? { [READ_ONLY_HEADER]: 'true' } : {}),
    ...(flags.toolsets ? { [TOOLSETS_HEADER]: flags.toolsets.join(',') } : {}),
  };
}

function cancelIfAsked(message: JSONRPCMessage, running: Map<string | number, AbortController>): void {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return;
  const id = message.params?.requestId;
  if (typeof id === 'string' || typeof id === 'number') running.get(id)?.abort();
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'The server could not be reached.';
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return error.message === 'fetch failed'
    ? `The server could not be reached${cause}.`
    : `${error.message}${cause}`;
}
