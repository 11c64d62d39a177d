import type { Arguments } from './arguments.ts';
import { carryOut, endpointOf } from './dispatch.ts';
import { MoonrakerError, rpcError, unauthorized } from './errors.ts';
import type { CallContext } from './moonraker.ts';

interface RpcAnswer {
  jsonrpc: '2.0';
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

const failure = (id: unknown, code: number, message: string): RpcAnswer => ({
  jsonrpc: '2.0',
  error: { code, message },
  id,
});

/** Answers one message or a batch; null where nothing is to be said. */
export async function answerRpc(
  raw: string,
  call: Omit<CallContext, 'verb'>,
  authorized: () => boolean,
): Promise<unknown> {
  let message: unknown;
  try {
    message = JSON.parse(raw);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failure(null, -32700, 'Parse error');
  }
  if (!Array.isArray(message)) return answerOne(message, call, authorized);
  const answers: RpcAnswer[] = [];
  for (const one of message) {
    const answer = await answerOne(one, call, authorized);
    if (answer) answers.push(answer);
  }
  return answers.length ? answers : null;
}

async function answerOne(
  message: unknown,
  call: Omit<CallContext, 'verb'>,
  authorized: () => boolean,
): Promise<RpcAnswer | null> {
  if (typeof message !== 'object' || message === null) return failure(null, -32600, 'Invalid Request');
  const { jsonrpc, method, params, id } = message as Record<string, unknown>;
  if (jsonrpc !== '2.0') return failure(id ?? null, -32600, 'Invalid Request');
  if (typeof method !== 'string') return null;
  const found = endpointOf(method);
  if (!found) return id === undefined ? null : failure(id, -32601, 'Method not found');
  if (params !== undefined && (Array.isArray(params) || typeof params !== 'object' || params === null)) {
    return id === undefined ? null : failure(id, -32602, 'Invalid params:');
  }
  try {
    if (!authorized() && !found.endpoint.open) throw unauthorized();
    const result = await carryOut({ ...call, verb: found.verb }, found.endpoint, (params ?? {}) as Arguments);
    return id === undefined ? null : { jsonrpc: '2.0', result, id };
  } catch (error) {
    const known = error instanceof MoonrakerError ? error : new MoonrakerError(500, String(error));
    return id === undefined ? null : { jsonrpc: '2.0', error: rpcError(known), id };
  }
}
