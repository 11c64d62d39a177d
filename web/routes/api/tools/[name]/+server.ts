import { z } from 'zod';
import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { callForProgram } from '#lib/server/programs/call.ts';
import { offerTo } from '#lib/server/programs/offer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'token';

const argumentsSchema = z.record(z.string(), z.unknown());

/** Calls one tool with a JSON object of its arguments. The emergency stop waits for nothing, not even a limit. */
export const POST: RequestHandler = api(async ({ request, params, locals, url }) => {
  if (!locals.token) return refuse(401, 'A valid personal token is needed.', 'Make one in the settings.');
  const waitMs = params.name === 'emergency_stop' ? 0 : app().mcpLimit.take(locals.token.id);
  if (waitMs > 0) {
    const seconds = String(Math.ceil(waitMs / 1000));
    return refuse(429, 'Too many requests.', `Try again in ${seconds} s.`, { 'retry-after': seconds });
  }
  const read =
    request.body === null ? { ok: true as const, value: {} } : await readJson(request, argumentsSchema);
  if (!read.ok) return read.response;
  return callForProgram(app(), offerTo(app().settings, locals.token, request), {
    ...{ name: params.name, args: read.value, signal: request.signal },
    origin: app().settings.publicUrls[0] ?? url.origin,
  });
});
