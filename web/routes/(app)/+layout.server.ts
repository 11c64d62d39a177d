import { app } from '#lib/server/app.ts';
import type { LayoutServerLoad } from './$types';

/** What every page behind the sign-in starts with; from then on the live stream keeps it true. */
export const load: LayoutServerLoad = ({ locals, depends }) => {
  depends('app:printers');
  const { user } = locals;
  if (!user) return { user: null, printers: [], snapshots: [], conversations: [], waiting: 0 };
  const { printers, actions, chat } = app();
  const mine = printers.listFor(user.id);
  return {
    user: { id: user.id, name: user.name, email: user.email, isServerOwner: user.isServerOwner },
    printers: mine,
    snapshots: mine.flatMap(({ id }) => printers.get(id)?.snapshot() ?? []),
    conversations: chat.list(user.id),
    waiting: actions.waitingFor({ userId: user.id, roles: printers.rolesOf(user.id) }),
  };
};
