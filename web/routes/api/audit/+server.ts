import { app } from '#lib/server/app.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** The trail of this person's printers, newest first; `?before=ID` goes further back. */
export const GET: RequestHandler = ({ locals, url }) => {
  const before = Number(url.searchParams.get('before'));
  const { audit, printers } = app();
  const printerIds = [...printers.rolesOf(locals.user?.id ?? '').keys()];
  return Response.json(
    audit.readOwn({
      printerIds,
      userId: locals.user?.id ?? '',
      limit: 100,
      ...(before > 0 && { beforeId: before }),
    }),
  );
};
