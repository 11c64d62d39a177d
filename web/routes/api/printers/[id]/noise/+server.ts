import { noiseFacts } from '#mcp/calibration/shapers.ts';
import { api } from '#lib/server/http/api.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import { measureNoiseOf } from '#lib/server/resonance/session.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'operator';

/** Listens to the accelerometer for two seconds while nothing moves. Nothing is changed, so nobody is asked. */
export const POST: RequestHandler = api(async ({ params, request }) =>
  Response.json(noiseFacts(await measureNoiseOf(livePrinter(params.id), request.signal))),
);
