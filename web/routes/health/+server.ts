import { version } from '#lib/server/version.ts';

export const _access = 'public';

/** Answers once the app serves; the front server answers 503 while it cannot. */
export const GET = () => Response.json({ ok: true, version }, { headers: { 'cache-control': 'no-store' } });
