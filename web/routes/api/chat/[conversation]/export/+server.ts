import type { RequestHandler } from './$types';
import { app } from '#lib/server/app.ts';
import { refusedAnswer } from '#lib/server/chat/answers.ts';
import { exportFileName, toMarkdown } from '#lib/server/chat/export.ts';
import { noSuchConversation } from '#lib/server/chat/types.ts';

export const _access = 'signed-in';

/** The conversation as a file: Markdown, or everything as JSON with `?format=json`. */
export const GET: RequestHandler = ({ locals, params, url }) => {
  const read = app().chat.read(locals.user!.id, params.conversation);
  if (!read) return refusedAnswer(noSuchConversation());
  const asJson = url.searchParams.get('format') === 'json';
  const body = asJson ? JSON.stringify(read, null, 2) : toMarkdown(read, (id) => app().gate.get(id));
  return new Response(body, {
    headers: {
      'content-type': asJson ? 'application/json; charset=utf-8' : 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${exportFileName(read.conversation, asJson ? 'json' : 'md')}"`,
      'cache-control': 'no-store',
    },
  });
};
