import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** Live video (MJPEG) as the camera sends it. */
export const GET: RequestHandler = api(({ params, url, locals }) => {
  const name = url.searchParams.get('name') ?? undefined;
  return app().cameraStreams.open(livePrinter(params.id), name, locals.session?.id ?? '');
});
