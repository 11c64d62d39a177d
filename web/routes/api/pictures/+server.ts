import { app } from '#lib/server/app.ts';
import { notSignedIn, refuse } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** A picture of at most 10 MB as the body. */
export const POST: RequestHandler = async ({ request, locals }) => {
  if (!locals.user) return notSignedIn();
  const kept = await app().pictures.add(locals.user.id, new Uint8Array(await request.arrayBuffer()));
  if (!kept.ok) return refuse(kept.status, kept.cause, kept.remedy);
  return Response.json({ id: kept.id, url: kept.url }, { status: 201 });
};
