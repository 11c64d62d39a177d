import { app } from '#lib/server/app.ts';
import { toolsOf } from '#lib/server/programs/offer.ts';
import { openApiDocument } from '#lib/server/programs/openapi.ts';
import { version } from '#lib/server/version.ts';
import type { RequestHandler } from './$types.js';

/** API clients fetch it without a token, and all of it is in the source. */
export const _access = 'public';

/** The tools over plain HTTP as an OpenAPI document, made from their schemas. It holds nothing of anybody. */
export const GET: RequestHandler = ({ url }) => {
  const { settings } = app();
  const origin = settings.publicUrls[0] ?? url.origin;
  return Response.json(openApiDocument({ origin, version, tools: toolsOf(settings) }));
};
