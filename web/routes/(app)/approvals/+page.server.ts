import { app } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const _access = 'signed-in';

/** What waits for this person, and what was decided lately. */
export const load: PageServerLoad = ({ locals }) => {
  const { actions, printers } = app();
  const user = locals.user!;
  return { actions: actions.listFor({ userId: user.id, roles: printers.rolesOf(user.id) }, { limit: 40 }) };
};
