import { fail } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'signed-in';

/** What waits for this person, so that each row can lead to its decision. */
export const load: PageServerLoad = ({ locals }) => {
  const { actions, printers } = app();
  const user = locals.user!;
  const person = { userId: user.id, roles: printers.rolesOf(user.id) };
  return { waitingActions: actions.listFor(person, { open: true }).filter(({ mayDecide }) => mayDecide) };
};

export const actions: Actions = {
  remove: async ({ request, locals }) => {
    const id = String((await request.formData()).get('id') ?? '');
    const { printers } = app();
    if (printers.roleOf(locals.user!.id, id) !== 'owner') {
      return fail(403, { problem: 'Only the owner of a printer may remove it.' });
    }
    await printers.remove(id);
    return { removed: true };
  },
};
