import { app } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const _access = 'signed-in';

const PAGE = 50;

/** The audit trail of this person's printers, newest first, a page at a time. */
export const load: PageServerLoad = ({ locals, url }) => {
  const { audit, printers } = app();
  const before = Number(url.searchParams.get('before') ?? '') || undefined;
  const rows = audit.read({
    printerIds: [...printers.rolesOf(locals.user!.id).keys()],
    limit: PAGE + 1,
    ...(before !== undefined && { beforeId: before }),
  });
  const entries = rows
    .slice(0, PAGE)
    .map(({ id, atMs, event, printerId, userName, door, via, tool, args, detail, sent }) => ({
      id,
      atMs,
      event,
      printer: printerId === null ? null : (printers.nameOf(printerId) ?? printerId),
      userName,
      door,
      via,
      tool,
      args: args === null || args === undefined ? '' : JSON.stringify(args),
      sent: sent ?? [],
      detail,
    }));
  return { entries, before: before ?? null, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
};
