import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer } from '#lib/server/chat/answers.ts';

export const _access = 'signed-in';

/** Undoes a delete. */
export const POST: RequestHandler = ({ locals, params }) =>
  chatAnswer(app().chat.restore(locals.user!.id, params.conversation));
