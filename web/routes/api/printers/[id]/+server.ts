import { api } from '#lib/server/http/api.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** The newest known state, at once and without asking the printer. */
export const GET: RequestHandler = api(({ params }) => Response.json(livePrinter(params.id).snapshot()));
