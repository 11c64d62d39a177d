import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer } from '#lib/server/chat/answers.ts';

export const _access = 'signed-in';

/** This person's conversations, newest first; with `?q=words` those that hold the words. */
export const GET: RequestHandler = ({ locals, url }) => {
  const words = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  return chatAnswer(app().chat.list(locals.user!.id, words));
};
