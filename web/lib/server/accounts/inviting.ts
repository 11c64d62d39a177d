import { fail, type RequestEvent } from '@sveltejs/kit';
import { app } from '../app.ts';
import { parseRole } from '../printers/role.ts';

/* What the page of all people and the page of one printer's people share: links for one person each. */

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

type Asked = Pick<RequestEvent, 'request' | 'locals' | 'url'>;

/** Makes a link; to a printer only for its owner: owning the server is no right to somebody's machine. */
export async function inviteByLink({ request, locals, url }: Asked, onlyTo?: string) {
  const form = await request.formData();
  const userId = locals.user!.id;
  const { accounts, printers } = app();
  const printerId = onlyTo ?? text(form, 'printer');
  if (printerId !== '' && printers.roleOf(userId, printerId) !== 'owner')
    return fail(403, { about: 'invite' as const });
  const { token } = accounts.invites.create({
    createdBy: userId,
    note: text(form, 'note'),
    ...(printerId !== '' && { printerId, role: parseRole(text(form, 'role')) ?? 'viewer' }),
  });
  return { about: 'invite' as const, link: `${url.origin}/register?invite=${token}` };
}

/** Takes back a link of one's own that nobody has used. */
export async function withdrawLink({ request, locals }: Asked) {
  app().accounts.invites.revoke(locals.user!.id, text(await request.formData(), 'id'));
  return { about: 'invite' as const };
}
