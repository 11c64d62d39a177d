import { api } from '#lib/server/http/api.ts';
import { Refusal } from '#lib/server/http/errors.ts';
import { ndjson } from '#lib/server/http/ndjson.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

/** A record holds everything that was sent and by whom: for the printer's owner alone. */
export const _access = 'owner';

/**
 * The record of the last hour, one JSON object a line; `?list` names what was saved at failures, cancels and
 * stops, and `?incident=NAME` is one of those. Plays back in the simulator (`--recording FILE`).
 */
export const GET: RequestHandler = api(async ({ params, url }) => {
  const box = livePrinter(params.id).blackBox;
  if (!box) throw new Refusal(404, 'No record of this printer is kept.', 'Start the server anew.');
  if (url.searchParams.has('list')) return Response.json({ incidents: await box.incidents() });
  const incident = url.searchParams.get('incident');
  const lines = incident === null ? await box.lines() : await box.incident(incident);
  if (incident !== null && lines.length === 0)
    throw new Refusal(
      404,
      'There is no such record.',
      'Old records make room for new ones: ask for the list.',
    );
  const response = ndjson(each(lines));
  const name = incident ?? 'last-hour.jsonl';
  response.headers.set('content-disposition', `attachment; filename="black-box-${name}"`);
  return response;
});

async function* each(lines: unknown[]) {
  yield* lines;
}
