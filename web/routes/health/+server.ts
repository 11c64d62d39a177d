import { app } from '#lib/server/app.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { version } from '#lib/server/version.ts';

export const _access = 'public';

/** Answers 200 while the app serves: its database answers too. Before that the front server says 503. */
export const GET = () => {
  try {
    app().database.$client.prepare('SELECT 1').get();
  } catch (error) {
    console.error('The database does not answer.', error);
    return refuse(503, 'The database does not answer.', 'Look at the disk of this server.');
  }
  return Response.json({ ok: true, version }, { headers: { 'cache-control': 'no-store' } });
};
