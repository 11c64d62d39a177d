import { error, redirect } from '@sveltejs/kit';
import { FIRST_MESSAGES } from '#lib/page-size.ts';
import { app } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const _access = 'signed-in';

/** One conversation with its messages and actions, or an empty one about the printer that was asked for. */
export const load: PageServerLoad = ({ locals, params, url, cookies }) => {
  const user = locals.user!;
  const { chat, printers, actions } = app();
  const mine = printers.listFor(user.id);
  const [first] = mine;
  if (!first) redirect(303, '/printers/add');
  const read = params.id === undefined ? null : chat.read(user.id, params.id, { last: FIRST_MESSAGES });
  if (params.id !== undefined && !read) {
    error(404, {
      message: 'There is no such conversation.',
      remedy: 'It may have been deleted. Start a new one.',
    });
  }
  const wish =
    url.searchParams.get('printer') ?? read?.conversation.printerIds.at(-1) ?? cookies.get('printer');
  const person = { userId: user.id, roles: printers.rolesOf(user.id) };
  const messages = read?.messages ?? [];
  const actionIds = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'action' ? [part.actionId] : [])),
  );
  return {
    conversation: read?.conversation ?? null,
    messages,
    earlier: read?.earlier ?? false,
    ticks: read?.ticks ?? [],
    turn: read?.turn ?? ('idle' as const),
    actions: actionIds.flatMap((id) => actions.view(person, id) ?? []),
    printer: mine.find(({ id }) => id === wish) ?? first,
  };
};
