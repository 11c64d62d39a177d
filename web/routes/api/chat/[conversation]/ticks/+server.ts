import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer, ticksSchema } from '#lib/server/chat/answers.ts';
import { readJson } from '#lib/server/http/read-json.ts';

export const _access = 'signed-in';

/** Ticks items of a list off, or on again; the answer says how those lists stand then. */
export const PATCH: RequestHandler = async ({ locals, params, request }) => {
  const body = await readJson(request, ticksSchema);
  if (!body.ok) return body.response;
  return chatAnswer(app().chat.changeTicks(locals.user!.id, params.conversation, body.value.changes));
};
