import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { signIn, signUp } from './accounts/at-the-door.ts';
import { app } from './app.ts';
import { invitePath, safeNext } from './paths.ts';

/* What the pages for registering and logging in share: the same form, opened at one tab or the other. */

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').slice(0, 1_000);

function typed(form: FormData) {
  return {
    name: '',
    email: text(form, 'email'),
    setupCode: text(form, 'setupCode'),
    invite: text(form, 'invite'),
  };
}

/** What both pages load. */
export function loadEntry({ locals, cookies, url }: Pick<RequestEvent, 'locals' | 'cookies' | 'url'>) {
  const invite = url.searchParams.get('invite');
  if (locals.user) redirect(303, invite ? invitePath(invite) : safeNext(url.searchParams.get('next')));
  const { pending, accounts, printers } = app();
  const chosen = pending.read(cookies);
  return {
    printer: chosen && {
      label: chosen.practice ? m.practice_name() : (chosen.name ?? chosen.address),
      address: chosen.practice || !chosen.name ? null : chosen.address,
      practice: chosen.practice,
      tested: chosen.tested,
    },
    practice: printers.practiceAvailable(),
    needsCode: accounts.needsSetupCode(),
    open: accounts.registration() === 'open',
    next: safeNext(url.searchParams.get('next')),
    values: {
      name: '',
      email: '',
      setupCode: url.searchParams.get('code') ?? url.searchParams.get('setup') ?? '',
      invite: invite ?? '',
    },
  };
}

/** After signing in: the printer that was chosen before is added; one that was not tested yet is tested now. */
async function goOn(
  event: RequestEvent,
  user: { id: string; isServerOwner: boolean },
  next: string,
): Promise<never> {
  const { pending, printers } = app();
  const chosen = pending.read(event.cookies);
  if (chosen === null) redirect(303, next);
  if (!chosen.practice && !chosen.tested) redirect(303, '/printers/add?test=1');
  const answer = chosen.practice
    ? await printers.addPractice(user.id, m.practice_name())
    : await printers.add({
        userId: user.id,
        isServerOwner: user.isServerOwner,
        address: chosen.address,
        ...(chosen.name && { name: chosen.name }),
      });
  if (!answer.ok) redirect(303, '/printers/add');
  pending.clear(event);
  redirect(303, `/chat?printer=${encodeURIComponent(answer.id)}`);
}

export const entryActions = {
  register: async (event: RequestEvent) => {
    const form = await event.request.formData();
    const values = typed(form);
    const answer = await signUp(event, {
      email: values.email,
      password: text(form, 'password'),
      ...(values.setupCode && { setupCode: values.setupCode }),
      ...(values.invite && { invite: values.invite }),
    });
    if (!answer.ok)
      return fail(400, {
        mode: 'register' as const,
        values,
        problem: { field: answer.field, message: answer.message },
      });
    return goOn(event, answer.user, safeNext(text(form, 'next')));
  },
  login: async (event: RequestEvent) => {
    const form = await event.request.formData();
    const values = typed(form);
    const answer = await signIn(event, { email: values.email, password: text(form, 'password') });
    if (!answer.ok)
      return fail(400, {
        mode: 'login' as const,
        values,
        problem: { field: answer.field, message: answer.message },
      });
    // Whoever has an account takes the invitation with it.
    if (values.invite) redirect(303, invitePath(values.invite));
    return goOn(event, answer.user, safeNext(text(form, 'next')));
  },
  /** Without JavaScript: the other tab, with what was typed. */
  switch: async (event: RequestEvent) => {
    const values = typed(await event.request.formData());
    const mode = event.url.searchParams.get('to') === 'login' ? ('login' as const) : ('register' as const);
    return { mode, values, problem: null };
  },
};
