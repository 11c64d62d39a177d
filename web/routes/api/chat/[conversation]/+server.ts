import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer, refusedAnswer, renameSchema, sendMessageSchema } from '#lib/server/chat/answers.ts';
import { noSuchConversation } from '#lib/server/chat/types.ts';
import { readJson } from '#lib/server/http/read-json.ts';

export const _access = 'signed-in';

export const GET: RequestHandler = ({ locals, params }) => {
  const read = app().chat.read(locals.user!.id, params.conversation);
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
