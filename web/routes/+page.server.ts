import { fail, redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'public';

const registerAt = (setup: FormDataEntryValue | null) =>
  typeof setup === 'string' && setup ? `/register?code=${encodeURIComponent(setup)}` : '/register';

/** Visitors are asked for their printer; whoever is signed in goes to it. */
export const load: PageServerLoad = ({ locals, cookies, url }) => {
  if (locals.user)
    redirect(303, app().printers.listFor(locals.user.id).length > 0 ? '/chat' : '/printers/add');
  const pending = app().pending.read(cookies);
  return {
    address: pending?.address ?? '',
    practice: app().printers.practiceAvailable(),
    setup: url.searchParams.get('setup') ?? url.searchParams.get('code') ?? '',
  };
};

export const actions: Actions = {
  address: async (event) => {
    const form = await event.request.formData();
    const address = String(form.get('address') ?? '')
      .trim()
      .slice(0, 300);
    const name = String(form.get('name') ?? '')
      .trim()
      .slice(0, 60);
    if (address === '') return fail(400, { address, error: 'Type the address of your printer.' });
    app().pending.write(event, {
      address,
      practice: false,
      tested: form.get('tested') === 'yes',
      ...(name && { name }),
    });
    redirect(303, registerAt(form.get('setup')));
  },
  practice: async (event) => {
    const form = await event.request.formData();
    const address = String(form.get('address') ?? '')
      .trim()
      .slice(0, 300);
    app().pending.write(event, { address, practice: true, tested: true });
    redirect(303, registerAt(form.get('setup')));
  },
};
