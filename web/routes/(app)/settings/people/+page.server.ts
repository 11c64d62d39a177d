import { fail } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { parseRole } from '#lib/server/printers/role.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'server-owner';

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** Everybody here, the invitations that this person made, and the printers they may invite to. */
export const load: PageServerLoad = ({ locals }) => {
  const user = locals.user!;
  const { accounts, printers } = app();
  const nowMs = Date.now();
  return {
    registration: accounts.registration(),
    people: accounts.people(),
    invites: accounts.invites.list(user.id).map((invite) => ({
      ...invite,
      state: invite.used
        ? ('used' as const)
        : invite.expiresAtMs > nowMs
          ? ('open' as const)
          : ('over' as const),
    })),
    owned: printers.listFor(user.id).filter(({ role }) => role === 'owner'),
  };
};

export const actions: Actions = {
  registration: async ({ request }) => {
    app().accounts.setRegistration(text(await request.formData(), 'mode') === 'open' ? 'open' : 'invite');
    return { about: 'registration' as const };
  },
  invite: async ({ request, locals, url }) => {
    const form = await request.formData();
    const userId = locals.user!.id;
    const { accounts, printers } = app();
    const printerId = text(form, 'printer');
    // Only to printers of one's own: owning the server is no right to somebody's machine.
    if (printerId !== '' && printers.roleOf(userId, printerId) !== 'owner')
      return fail(403, { about: 'invite' as const });
    const { token } = accounts.invites.create({
      createdBy: userId,
      note: text(form, 'note'),
      ...(printerId !== '' && { printerId, role: parseRole(text(form, 'role')) ?? 'viewer' }),
    });
    return { about: 'invite' as const, link: `${url.origin}/register?invite=${token}` };
  },
  withdraw: async ({ request, locals }) => {
    app().accounts.invites.revoke(locals.user!.id, text(await request.formData(), 'id'));
    return { about: 'invite' as const };
  },
};
