import { error } from '@sveltejs/kit';
import { REFUSALS } from '#lib/server/http/refusals.ts';
import type { PageServerLoad } from './$types';

/** What a page answers that may not be seen. Fetched by the hooks, since only a route can show the error page. */
export const _access = 'public';

export const load: PageServerLoad = ({ params }) => {
  const status = params.status === '403' ? 403 : 404;
  error(status, REFUSALS[status]);
};
