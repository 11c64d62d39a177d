import { app } from '#lib/server/app.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** Pending and recent actions on this person's printers, newest first. `?open=1` leaves out what is over. */
export const GET: RequestHandler = ({ locals, url }) =>
  Response.json(app().actions.listFor(locals.principal(), { open: url.searchParams.has('open') }));
