import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'signed-in';

export const load: PageServerLoad = ({ cookies, url }) => {
  const pending = app().pending.read(cookies);
  return {
    address: pending?.practice ? '' : (pending?.address ?? ''),
    testNow: url.searchParams.has('test'),
    practice: app().printers.practiceAvailable(),
  };
};

export const actions: Actions = {
  address: async (event) => {
    const user = event.locals.user!;
    const form = await event.request.formData();
    const address = String(form.get('address') ?? '')
      .trim()
      .slice(0, 300);
    const apiKey = String(form.get('apiKey') ?? '')
      .trim()
      .slice(0, 200);
    const name = String(form.get('name') ?? '').trim();
    if (address === '') return fail(400, { address, error: 'Type the address of your printer.', remedy: '' });
    const answer = await app().printers.add({
      userId: user.id,
      isServerOwner: user.isServerOwner,
      address,
      ...(name && { name }),
      ...(apiKey && { credentials: { apiKey } }),
    });
    if (!answer.ok) return fail(400, { address, error: answer.message, remedy: answer.remedy });
    app().pending.clear(event);
    redirect(303, `/chat?printer=${encodeURIComponent(answer.id)}`);
  },
  practice: async (event) => {
    const answer = await app().printers.addPractice(event.locals.user!.id, m.practice_name());
    if (!answer.ok) return fail(400, { address: '', error: answer.message, remedy: answer.remedy });
    app().pending.clear(event);
    redirect(303, `/chat?printer=${encodeURIComponent(answer.id)}`);
  },
};
