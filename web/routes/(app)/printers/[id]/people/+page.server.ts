import { error, fail, redirect } from '@sveltejs/kit';
import { inviteByLink, withdrawLink } from '#lib/server/accounts/inviting.ts';
import { app } from '#lib/server/app.ts';
import { parseRole } from '#lib/server/printers/role.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'owner';

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

/** Who may use this printer, whom its owner has invited, and whether it is in a classroom. */
export const load: PageServerLoad = ({ params, locals }) => {
  const { accounts, printers } = app();
  const name = printers.nameOf(params.id);
  if (name === null)
    error(404, { message: 'There is no such printer.', remedy: 'Go back to your printers.' });
  return {
    printerName: name,
    members: printers.members
      .list(params.id)
      .map((member) => ({ ...member, you: member.userId === locals.user!.id })),
    classroom: printers.isClassroom(params.id),
    invites: accounts.invites.list(locals.user!.id, params.id),
  };
};

export const actions: Actions = {
  role: async ({ request, params }) => {
    const form = await request.formData();
    const { members } = app().printers;
    const userId = text(form, 'user');
    const role = parseRole(text(form, 'role'));
    // Only people who are here already: others come by their own will, through an invitation.
    if (!role || !members.userIds(params.id).includes(userId))
      return fail(400, { about: 'members' as const, problem: 'This person is no longer here.' });
    const change = members.setRole(params.id, userId, role);
    if (!change.ok) return fail(409, { about: 'members' as const, problem: change.message });
    return { about: 'role' as const };
  },
  remove: async ({ request, params, locals }) => {
    const userId = text(await request.formData(), 'user');
    const change = app().printers.members.remove(params.id, userId);
    if (!change.ok) return fail(409, { about: 'members' as const, problem: change.message });
    if (userId === locals.user!.id) redirect(303, '/printers');
    return { about: 'removed' as const };
  },
  invite: (event) => inviteByLink(event, event.params.id),
  withdraw: withdrawLink,
  classroom: async ({ request, params }) => {
    app().printers.setClassroom(params.id, (await request.formData()).has('classroom'));
    return { about: 'classroom' as const };
  },
};
