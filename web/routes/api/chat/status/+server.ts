import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer } from '#lib/server/chat/answers.ts';
import { chatStatus } from '#lib/server/chat/status.ts';

export const _access = 'signed-in';

/** Which mind answers, and what of today's budget is used. */
export const GET: RequestHandler = ({ locals }) => chatAnswer(chatStatus(app().chat.smokey, locals.user!.id));
