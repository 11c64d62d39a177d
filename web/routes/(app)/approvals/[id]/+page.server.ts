import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const _access = 'signed-in';

export const load: PageServerLoad = ({ locals, params }) => {
  const { actions, printers } = app();
  const user = locals.user!;
  const action = actions.view({ userId: user.id, roles: printers.rolesOf(user.id) }, params.id);
  if (!action)
    error(404, { message: 'There is no such approval.', remedy: 'It may belong to somebody else.' });
  return { action };
};
