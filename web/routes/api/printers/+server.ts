import { app } from '#lib/server/app.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

export const GET: RequestHandler = ({ locals }) =>
  Response.json(locals.user ? app().printers.listFor(locals.user.id) : []);
