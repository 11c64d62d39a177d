import { z } from 'zod';
import { app } from '#lib/server/app.ts';
import { outcomeOfClick } from '#lib/server/gate/click.ts';
import { api } from '#lib/server/http/api.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'operator';

const bodySchema = z.object({
  tool: z.string().max(80),
  args: z.record(z.string(), z.unknown()).default({}),
});

/** A person's own click: the same executor, bounds and audit as an approved action, and no second question. */
export const POST: RequestHandler = api(async ({ params, request, locals }) => {
  const body = await readJson(request, bodySchema);
  if (!body.ok) return body.response;
  const principal = locals.principal();
  const performed = await app().gate.perform(principal, { printerId: params.id, ...body.value });
  return outcomeOfClick(performed, principal);
});
