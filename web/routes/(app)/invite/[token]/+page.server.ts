import { error, redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Actions, PageServerLoad } from './$types';

/** For somebody who has an account already; everybody else registers with the link. */
export const _access = 'signed-in';

const OVER = {
  message: 'This invitation is used up or too old.',
  remedy: 'Ask whoever sent it for a new link.',
};

export const load: PageServerLoad = ({ params }) => {
  const invite = app().accounts.invites.describe(params.token);
  if (!invite) error(404, OVER);
  return { printerName: invite.printerName, role: invite.role };
};

export const actions: Actions = {
  default: ({ params, locals }) => {
    const { accounts, printers } = app();
    const invite = accounts.invites.describe(params.token);
    if (!invite || !accounts.invites.accept(params.token, locals.user!.id)) error(404, OVER);
    printers.rolesChanged();
    redirect(303, invite.printerId ? `/chat?printer=${encodeURIComponent(invite.printerId)}` : '/printers');
  },
};
