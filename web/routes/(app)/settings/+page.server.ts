import { fail, redirect } from '@sveltejs/kit';
import { signOut, signOutEverywhere } from '#lib/server/accounts/at-the-door.ts';
import { app } from '#lib/server/app.ts';
import { chatStatus } from '#lib/server/chat/status.ts';
import { clientOf } from '#lib/server/http/client.ts';
import { tokenFromForm, toolsetChoices } from '#lib/server/tokens/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'signed-in';

export const load: PageServerLoad = ({ locals, url }) => {
  const user = locals.user!;
  const { accounts, tokens, chat, settings } = app();
  return {
    email: user.email,
    isServerOwner: user.isServerOwner,
    sessions: accounts.sessions
      .list(user.id)
      .map((session) => ({ ...session, current: session.id === locals.session?.id })),
    tokens: tokens.list(user.id),
    toolsets: toolsetChoices(settings),
    mind: chatStatus(chat.smokey, user.id),
    mcpUrl: `${url.origin}/mcp`,
  };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
  rename: async ({ request, locals }) => {
    app().accounts.rename(locals.user!.id, text(await request.formData(), 'name'));
    return { about: 'account' as const, done: true };
  },
  password: async (event) => {
    const form = await event.request.formData();
    const answer = await app().accounts.changePassword(
      {
        userId: event.locals.user!.id,
        current: text(form, 'current'),
        next: text(form, 'next'),
        ...(event.locals.session && { keepSessionId: event.locals.session.id }),
      },
      clientOf(event),
    );
    if (!answer.ok)
      return fail(400, {
        about: 'password' as const,
        problem: { field: answer.field, message: answer.message },
      });
    return { about: 'password' as const, done: true };
  },
  logout: (event) => {
    signOut(event);
    redirect(303, '/sign-in');
  },
  everywhere: (event) => {
    signOutEverywhere(event);
    redirect(303, '/sign-in');
  },
  session: async ({ request, locals }) => {
    const id = text(await request.formData(), 'id');
    app().accounts.sessions.revoke(locals.user!.id, id);
    app().endStreamsOf(locals.user!.id, id);
    return { about: 'sessions' as const, done: true };
  },
  token: async ({ request, locals }) => {
    const form = await request.formData();
    const name = text(form, 'tokenName').trim();
    if (name === '')
      return fail(400, {
        about: 'tokens' as const,
        problem: { field: 'tokenName', message: 'Give it a name, so that you know later what it is for.' },
      });
    const { tokens, printers, settings } = app();
    const wanted = tokenFromForm(form, settings, printers.rolesOf(locals.user!.id));
    const { secret } = tokens.create({ userId: locals.user!.id, name, ...wanted });
    return { about: 'tokens' as const, secret, name };
  },
  revoke: async ({ request, locals }) => {
    app().tokens.revoke(locals.user!.id, text(await request.formData(), 'id'));
    return { about: 'tokens' as const, done: true };
  },
  printer: async ({ request, locals }) => {
    const form = await request.formData();
    const id = text(form, 'id');
    const { printers } = app();
    if (printers.roleOf(locals.user!.id, id) !== 'owner') return fail(403, { about: 'printers' as const });
    const key = text(form, 'apiKey').trim();
    const answer = await printers.update(id, {
      name: text(form, 'name'),
      ...(form.has('address') && { address: text(form, 'address') }),
      ...(key && { credentials: { apiKey: key } }),
      isServerOwner: locals.user!.isServerOwner,
    });
    if (!answer.ok)
      return fail(400, {
        about: 'printers' as const,
        id,
        problem: { field: answer.field, message: `${answer.message} ${answer.remedy}` },
      });
    return { about: 'printers' as const, id, done: true };
  },
};
