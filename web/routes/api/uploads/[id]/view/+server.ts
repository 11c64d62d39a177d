import { app } from '#lib/server/app.ts';
import { notFound } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

export const GET: RequestHandler = ({ params, locals }) => {
  const found = locals.user && app().uploads.find(locals.user.id, params.id);
  return found ? Response.json(found) : notFound('upload');
};
