import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { tuningStart } from '#lib/server/resonance/session.ts';
import type { PageServerLoad } from './$types';

export const _access = 'viewer';

/** Where a session of input shaping begins, and everything that was measured, applied and saved before. */
export const load: PageServerLoad = async ({ params, locals, depends }) => {
  depends('app:tuning');
  const { printers, resonances } = app();
  const printer = printers.get(params.id);
  if (!printer) error(404, { message: 'There is no such printer.', remedy: 'Go back to your printers.' });
  return {
    printerId: params.id,
    printerName: printers.nameOf(params.id) ?? printer.name,
    mayAct: printers.roleOf(locals.user!.id, params.id) !== 'viewer',
    start: tuningStart(printer),
    kept: await resonances.all(params.id),
  };
};
