import { app } from '#lib/server/app.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { answerMcp } from '#lib/server/mcp/answer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'token';

/** MCP over Streamable HTTP for other assistants, by a personal token. Nothing is kept between requests. */
const handle: RequestHandler = ({ request, locals, url }) => {
  if (!locals.token) return refuse(401, 'A valid personal token is needed.', 'Make one in the settings.');
  return answerMcp(app(), locals.token, request, url);
};

export const POST = handle;
export const GET = handle;
export const DELETE = handle;
