import { app } from '#lib/server/app.ts';
import { notFound } from '#lib/server/http/errors.ts';
import { pictureResponse } from '#lib/server/http/picture-response.ts';
import type { RequestHandler } from './$types.js';

/** Pictures of somebody else do not exist. */
export const _access = 'signed-in';

export const GET: RequestHandler = async ({ params, locals }) => {
  const found = locals.user && (await app().pictures.read(locals.user.id, params.id));
  if (!found) return notFound('picture');
  return pictureResponse(found, { 'cache-control': 'private, max-age=31536000, immutable' });
};
