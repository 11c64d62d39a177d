import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer, retrySchema } from '#lib/server/chat/answers.ts';
import { readJson } from '#lib/server/http/read-json.ts';

export const _access = 'signed-in';

/** Answers the last message again; with a text, as if that had been written instead. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  const body = await readJson(request, retrySchema);
  if (!body.ok) return body.response;
  return chatAnswer(app().chat.retry(locals.user!.id, params.conversation, body.value.text), 202);
};
