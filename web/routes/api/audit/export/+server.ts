import { app } from '#lib/server/app.ts';
import { ndjson } from '#lib/server/http/ndjson.ts';
import type { RequestHandler } from './$types.js';

/** The whole trail of all printers, with its hashes: for the owner of the server alone. */
export const _access = 'server-owner';

export const GET: RequestHandler = () => {
  const response = ndjson(wholeTrail());
  response.headers.set('content-disposition', 'attachment; filename="cloud-print-audit.jsonl"');
  return response;
};

async function* wholeTrail() {
  yield* app().audit.all();
}
