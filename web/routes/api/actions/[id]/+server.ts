import { z } from 'zod';
import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { notFound, refuse } from '#lib/server/http/errors.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import type { RequestHandler } from './$types.js';

/** Signed in is enough to ask; the gate itself decides who may see and who may decide. */
export const _access = 'signed-in';

const bodySchema = z.object({
  decision: z.enum(['approve', 'decline']),
  reason: z.string().max(500).optional(),
});
const STATUS = { 'not-found': 404, forbidden: 403, 'not-pending': 409, expired: 410, refused: 409 } as const;

export const GET: RequestHandler = ({ params, locals }) => {
  const action = app().actions.view(locals.principal(), params.id);
  return action ? Response.json(action) : notFound('action');
};

/** Approves or declines, once. Answers with the action as it is then; the live stream tells how it ends. */
export const POST: RequestHandler = api(async ({ params, request, locals }) => {
  const body = await readJson(request, bodySchema);
  if (!body.ok) return body.response;
  const { gate, actions } = app();
  const principal = locals.principal();
  if (!actions.view(principal, params.id)) return notFound('action');
  const { decision, reason } = body.value;
  const decided = await gate.decide({ actionId: params.id, decision, principal, ...(reason && { reason }) });
  if (!decided.ok)
    return refuse(STATUS[decided.code], decided.message, decided.refusal.refused.hint || 'Look again.');
  return Response.json(actions.view(principal, params.id));
});
