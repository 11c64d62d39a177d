import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer } from '#lib/server/chat/answers.ts';
import { chatStatus } from '#lib/server/chat/status.ts';

export const _access = 'signed-in';

/** Which mind answers, what of today's budget is used, and how large a prompt is before the first word. */
export const GET: RequestHandler = async ({ locals }) => {
  const { chat } = app();
  const userId = locals.user!.id;
  return chatAnswer({ ...chatStatus(chat.smokey, userId), prompt: await chat.measurePrompt(userId) });
};
