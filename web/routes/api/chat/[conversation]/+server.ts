import { z } from 'zod';
import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer, refusedAnswer, renameSchema, sendMessageSchema } from '#lib/server/chat/answers.ts';
import { noSuchConversation } from '#lib/server/chat/types.ts';
import { MOST_AT_ONCE } from '#lib/page-size.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { readJson } from '#lib/server/http/read-json.ts';

export const _access = 'signed-in';

const pageSchema = z.object({
  last: z.coerce.number().int().min(1).max(MOST_AT_ONCE).default(MOST_AT_ONCE),
  before: z.string().max(100).optional(),
});

/** The newest messages, `?last=` of them, or the newest before the message `?before=`. */
export const GET: RequestHandler = ({ locals, params, url }) => {
  const page = pageSchema.safeParse(Object.fromEntries(url.searchParams));
  if (!page.success) return refuse(400, 'The request cannot be understood.', 'Correct these fields.');
  const read = app().chat.read(locals.user!.id, params.conversation, page.data);
  return read ? chatAnswer(read) : refusedAnswer(noSuchConversation());
};

/** A new message; `new` begins a conversation. Answers as soon as it is kept: what Smokey says comes over the stream. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  const body = await readJson(request, sendMessageSchema);
  if (!body.ok) return body.response;
  return chatAnswer(app().chat.send(locals.user!.id, params.conversation, body.value), 202);
};

export const PATCH: RequestHandler = async ({ locals, params, request }) => {
  const body = await readJson(request, renameSchema);
  if (!body.ok) return body.response;
  return chatAnswer(app().chat.rename(locals.user!.id, params.conversation, body.value.title));
};

export const DELETE: RequestHandler = ({ locals, params }) =>
  chatAnswer(app().chat.remove(locals.user!.id, params.conversation));
