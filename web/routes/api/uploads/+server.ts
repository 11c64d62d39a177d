import { app } from '#lib/server/app.ts';
import { notSignedIn } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

/** The printer is named in the upload's metadata; its role is looked at there. */
export const _access = 'signed-in';

/** Begins a resumable upload (tus): metadata `filename`, `printerId` and, to replace a file, `overwrite` = `true`. */
export const POST: RequestHandler = ({ request, locals }) =>
  locals.user ? app().tus.handle(request, locals.user.id) : notSignedIn();

export const OPTIONS = POST;
