import { app } from '#lib/server/app.ts';
import { notFound, notSignedIn } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

/** Uploads of somebody else do not exist. */
export const _access = 'signed-in';

/** One piece of at most 16 MB. The answer to the last one comes when the printer has the file, or says why not. */
export const PATCH: RequestHandler = ({ request, locals }) =>
  locals.user ? app().tus.handle(request, locals.user.id) : notSignedIn();

/** How far it is: where to go on after a reload. */
export const HEAD = PATCH;

/** Cancels it, also while it is being sent to the printer. */
export const DELETE: RequestHandler = async ({ params, locals }) => {
  const { uploads } = app();
  if (!locals.user || !uploads.find(locals.user.id, params.id)) return notFound('upload');
  await uploads.cancel(params.id);
  return new Response(null, { status: 204, headers: { 'tus-resumable': '1.0.0' } });
};
