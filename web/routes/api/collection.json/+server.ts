import { app } from '#lib/server/app.ts';
import { toolsOf } from '#lib/server/programs/offer.ts';
import { collectionFile } from '#lib/server/programs/collection.ts';
import { version } from '#lib/server/version.ts';
import type { RequestHandler } from './$types.js';

/** API clients fetch it without a token, and all of it is in the source. */
export const _access = 'public';

/** The tools over plain HTTP as a collection that API clients import by its address. It holds nothing of anybody. */
export const GET: RequestHandler = ({ url }) => {
  const { settings } = app();
  const origin = settings.publicUrls[0] ?? url.origin;
  return Response.json(collectionFile({ origin, version, tools: toolsOf(settings) }));
};
