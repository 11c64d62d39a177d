import { z } from 'zod';
import { ALL_TOOLSETS } from '#mcp';
import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { noSuchPrinter, notSignedIn } from '#lib/server/http/errors.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

const bodySchema = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(['read', 'control', 'config'])).min(1),
  /** Null: all printers of the person. */
  printerIds: z.array(z.string()).nullable().default(null),
  /** Null: all tool sets that the server has turned on. */
  toolsets: z.array(z.enum(ALL_TOOLSETS)).min(1).nullable().default(null),
  expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
});

export const GET: RequestHandler = ({ locals }) =>
  locals.user ? Response.json(app().tokens.list(locals.user.id)) : notSignedIn();

/** Answers with the secret, this once. */
export const POST: RequestHandler = api(async ({ request, locals }) => {
  if (!locals.user) return notSignedIn();
  const body = await readJson(request, bodySchema);
  if (!body.ok) return body.response;
  const roles = app().printers.rolesOf(locals.user.id);
  if (body.value.printerIds?.some((id) => !roles.has(id))) return noSuchPrinter();
  const { view, secret } = app().tokens.create({ userId: locals.user.id, ...body.value });
  return Response.json({ token: view, secret }, { status: 201 });
});
