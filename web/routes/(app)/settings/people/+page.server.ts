import { inviteByLink, withdrawLink } from '#lib/server/accounts/inviting.ts';
import { app } from '#lib/server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'server-owner';

/** Everybody here, the invitations that this person made, and the printers they may invite to. */
export const load: PageServerLoad = ({ locals }) => {
  const user = locals.user!;
  const { accounts, printers } = app();
  return {
    registration: accounts.registration(),
    people: accounts.people(),
    invites: accounts.invites.list(user.id),
    owned: printers.listFor(user.id).filter(({ role }) => role === 'owner'),
  };
};

export const actions: Actions = {
  registration: async ({ request }) => {
    const mode = (await request.formData()).get('mode');
    app().accounts.setRegistration(mode === 'open' ? 'open' : 'invite');
    return { about: 'registration' as const };
  },
  invite: (event) => inviteByLink(event),
  withdraw: withdrawLink,
};
