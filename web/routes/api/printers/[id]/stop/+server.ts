import { isRefusal } from '#mcp';
import { app } from '#lib/server/app.ts';
import { refuse } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

/** Whoever may see the printer may stop it: a fire is worse than a lost print. */
export const _access = 'viewer';

/** The emergency stop: no gate, no queue, no limit. Answers once Klipper is seen in shutdown, or with what went wrong. */
export const POST: RequestHandler = async ({ params, locals }) => {
  const outcome = await app().gate.emergencyStop(locals.principal(), params.id);
  if (!isRefusal(outcome)) return Response.json(outcome);
  return refuse(404, outcome.refused.message, outcome.refused.hint);
};
