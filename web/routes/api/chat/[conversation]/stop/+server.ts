import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { chatAnswer } from '#lib/server/chat/answers.ts';

export const _access = 'signed-in';

/** Stops what Smokey is saying. It does not touch the printer. */
export const POST: RequestHandler = ({ locals, params }) =>
  chatAnswer(app().chat.stop(locals.user!.id, params.conversation));
