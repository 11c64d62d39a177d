import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { pictureResponse } from '#lib/server/http/picture-response.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** One picture with the time it was taken. Several tabs share one request to the camera. */
export const GET: RequestHandler = api(async ({ params, url }) => {
  const name = url.searchParams.get('name') ?? undefined;
  const picture = await app().cameraPictures.take(livePrinter(params.id), name);
  return pictureResponse(picture, { 'cache-control': 'no-store', 'x-taken-at': String(picture.takenAtMs) });
});
