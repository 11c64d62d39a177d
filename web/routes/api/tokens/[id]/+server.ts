import { app } from '#lib/server/app.ts';
import { notFound } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

export const DELETE: RequestHandler = ({ params, locals }) => {
  const gone = locals.user !== null && app().tokens.revoke(locals.user.id, params.id);
  return gone ? new Response(null, { status: 204 }) : notFound('token');
};
