import { nestsTooDeep } from './depth.ts';
import { parseJson } from './http-error.ts';
import type { IdentifyParams } from './methods.ts';

/** Pure builders and readers of JSON-RPC frames; sending is elsewhere. */

export function request(id: number, method: string, params: object): string {
  const hasParams = Object.keys(params).length > 0;
  return JSON.stringify({ jsonrpc: '2.0', method, ...(hasParams ? { params } : {}), id });
}

export const CLIENT_NAME = 'Cloud Print';

/** Identifies this client; `other` is Moonraker's type for what is none of its own kinds. */
export function identifyParams(secrets: { apiKey?: string; accessToken?: string }): IdentifyParams {
  return {
    client_name: CLIENT_NAME,
    version: '0.1.0',
    type: 'other',
    url: 'https://github.com/cloud-print',
    ...(secrets.apiKey === undefined ? {} : { api_key: secrets.apiKey }),
    ...(secrets.accessToken === undefined ? {} : { access_token: secrets.accessToken }),
  };
}

export type Incoming =
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; code: number | null; message: string }
  | { kind: 'notification'; method: string; params: unknown[] }
  | { kind: 'unreadable' };

/** Reads one frame. Anything that is not one of Moonraker's forms is `unreadable`, never an exception. */
export function readFrame(text: string): Incoming {
  const frame = parseJson(text);
  if (typeof frame !== 'object' || frame === null) return { kind: 'unreadable' };
  const { id, method, params, result, error } = frame as Record<string, unknown>;
  const tooDeep = nestsTooDeep(frame, text);
  if (typeof method === 'string') {
    if (tooDeep) return { kind: 'unreadable' };
    return { kind: 'notification', method, params: Array.isArray(params) ? (params as unknown[]) : [] };
  }
  if (typeof id !== 'number') return { kind: 'unreadable' };
  if (tooDeep)
    return { kind: 'error', id, code: null, message: 'the answer is nested too deeply to be read' };
  if (typeof error === 'object' && error !== null) {
    const { code, message } = error as Record<string, unknown>;
    return {
      kind: 'error',
      id,
      code: typeof code === 'number' ? code : null,
      message: typeof message === 'string' ? message : 'the printer gave no reason',
    };
  }
  return { kind: 'result', id, result };
}
