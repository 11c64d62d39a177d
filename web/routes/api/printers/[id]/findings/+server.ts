import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** What the doctor finds wrong with this printer now, the gravest first. Tabs that ask together share one look. */
export const GET: RequestHandler = api(async ({ params }) =>
  Response.json(await app().findings.of(livePrinter(params.id)), {
    headers: { 'cache-control': 'no-store' },
  }),
);
