import { app } from '#lib/server/app.ts';
import { clientOf } from '#lib/server/http/client.ts';
import { refuse } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** The one live stream of a tab. With `?conversation=ID` it also carries that conversation's words. */
export const GET: RequestHandler = (event) => {
  const { user, session } = event.locals;
  if (!user || !session) return refuse(401, 'You are not signed in.', 'Sign in, then try again.');
  const stream = app().live.open({
    userId: user.id,
    sessionId: session.id,
    address: clientOf(event).address,
    conversationId: event.url.searchParams.get('conversation'),
  });
  if (stream === 'stopping') return refuse(503, 'The server is stopping.', 'Try again in a moment.');
  if (stream === 'too-many') return refuse(429, 'Too many pages are open.', 'Close some of them.');
  return new Response(stream, {
    // Exactly this type: adapter-node then also switches a proxy's buffering off.
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' },
  });
};
