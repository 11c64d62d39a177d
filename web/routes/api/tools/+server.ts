import { app } from '#lib/server/app.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { listed, offerTo } from '#lib/server/programs/offer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'token';

/** The tools this token may call, with the schemas they are called by. */
export const GET: RequestHandler = ({ request, locals }) => {
  if (!locals.token) return refuse(401, 'A valid personal token is needed.', 'Make one in the settings.');
  const { tools } = offerTo(app().settings, locals.token, request);
  return Response.json({ tools: tools.map(listed) });
};
