import { api } from '#lib/server/http/api.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** The last minutes of every sensor; `?minutes=` 1 to 60, 20 when left out. */
export const GET: RequestHandler = api(async ({ params, url }) => {
  const asked = Number(url.searchParams.get('minutes') ?? 20);
  const minutes = Number.isFinite(asked) ? Math.min(60, Math.max(1, asked)) : 20;
  return Response.json(await livePrinter(params.id).temperatureHistory(minutes));
});
