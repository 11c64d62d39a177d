import type { PrinterAddress } from '../egress/address.ts';
import { urlOf } from '../egress/address.ts';
import type { BareReply, HttpSend } from '../moonraker/http.ts';
import { requestText } from '../moonraker/http.ts';
import { parseJson } from '../moonraker/http-error.ts';
import { problem, problemOf } from '../moonraker/problem.ts';
import { ServerInfo } from '../moonraker/schemas.ts';
import type { ConnectionProblem } from '../snapshot.ts';
import type { z } from 'zod';

/** What answers at an address. */
export type Service =
  | { kind: 'moonraker'; info: z.infer<typeof ServerInfo> }
  | { kind: 'locked' }
  /** A proxy that lives, in front of a Moonraker that does not. */
  | { kind: 'bad-gateway'; status: number; by: 'a proxy' | 'a tunnel’s edge' }
  | { kind: 'other'; looksLike: string; status: number };

/** How long a printer's computer may take for its first words. */
export const PATIENCE_MS = 5_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** Asks `/server/info` once: no redirects, five seconds, at most 64 KiB. Throws what the network threw. */
export async function askWhatItIs(
  address: PrinterAddress,
  send: HttpSend,
  headers: Record<string, string> = {},
  timeoutMs = PATIENCE_MS,
): Promise<Service> {
  const url = urlOf(address, '/server/info');
  const reply = await requestText(send, { method: 'GET', url, headers, timeoutMs }, ANSWER_LIMIT_BYTES);
  return judge(reply);
}

/**
 * The problem behind a failed question. A connection that is cut before any answer is no broken connection but
 * a port that wants none: something else listens there, or a Moonraker that is just going down.
 */
export function problemOfAsking(error: unknown): ConnectionProblem {
  const found = problemOf(error);
  if (found.id !== 'interrupted') return found;
  return {
    ...problem('refused', found.evidence),
    cause: 'The computer takes the connection and cuts it at once: Moonraker is not ready at this port.',
  };
}

/** Of a web server in front; 524 and 530 are a tunnel's edge. */
const GATEWAY_STATUS = new Set([502, 503, 504, 524, 530]);

/** Judges an answer to `/server/info`. */
export function judge(reply: BareReply): Service {
  const body = parseJson(reply.text);
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const parsed = ServerInfo.safeParse(fields['result']);
  if (reply.status === 200 && parsed.success) return { kind: 'moonraker', info: parsed.data };
  if (reply.status === 401 && 'error' in fields) return { kind: 'locked' };
  if (GATEWAY_STATUS.has(reply.status)) {
    const by = reply.headers['server'] === 'cloudflare' ? 'a tunnel’s edge' : 'a proxy';
    return { kind: 'bad-gateway', status: reply.status, by };
  }
  return { kind: 'other', looksLike: looksLike(reply), status: reply.status };
}

/** A name for a stranger, from its page's title, its `Server` header or its kind. */
function looksLike({ headers, text, status }: BareReply): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1];
  const clean = (words: string) =>
    words
      .replace(/[^\p{L}\p{N}\p{P} ]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80);
  if (title !== undefined && clean(title) !== '') return `a page titled “${clean(title)}”`;
  if (status >= 300 && status < 400) return 'a web server that sends elsewhere';
  const server = headers['server'];
  if (typeof server === 'string' && clean(server) !== '') return `a web server (${clean(server)})`;
  return text.trimStart().startsWith('<') ? 'a web page without a title' : 'another service';
}

/** A better reason for a WebSocket that did not open, by asking what it is that answers there. */
export async function identifyService(
  address: PrinterAddress,
  send: HttpSend,
  found: ConnectionProblem,
): Promise<ConnectionProblem> {
  try {
    const service = await askWhatItIs(address, send);
    if (service.kind === 'moonraker') return problem('no-websocket', found.evidence);
    if (service.kind === 'locked') return problem('unauthorized', found.evidence);
    if (service.kind === 'bad-gateway')
      return problem('refused', `HTTP ${String(service.status)} from ${service.by}`);
    return problem('not-moonraker', `It seems to be ${service.looksLike}.`);
  } catch (error) {
    return problemOf(error);
  }
}
