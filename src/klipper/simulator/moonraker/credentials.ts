import type { IncomingMessage } from 'node:http';
import type { Credentials } from './access.ts';

/** What a request shows to be let in: key, bearer token, one-shot token. */
export function credentialsOf(request: IncomingMessage): Credentials {
  const key = request.headers['x-api-key'];
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = new URL(request.url ?? '/', 'http://printer').searchParams.get('token');
  return {
    apiKey: Array.isArray(key) ? key[0] : key,
    bearer,
    oneShot: token ?? undefined,
    address: request.socket.remoteAddress ?? '',
  };
}
