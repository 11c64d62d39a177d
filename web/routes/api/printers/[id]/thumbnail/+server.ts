import { api } from '#lib/server/http/api.ts';
import { Refusal } from '#lib/server/http/errors.ts';
import { pictureResponse } from '#lib/server/http/picture-response.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

/** The preview inside a G-code file, nearest to `?width=`. Checked to be a picture of bounded size. */
export const GET: RequestHandler = api(async ({ params, url }) => {
  const path = url.searchParams.get('path') ?? '';
  const asked = Number(url.searchParams.get('width') ?? 300);
  const width = Number.isFinite(asked) ? Math.min(2_000, Math.max(16, asked)) : 300;
  const picture = path === '' ? null : await livePrinter(params.id).files.thumbnail(path, width);
  if (!picture) throw new Refusal(404, 'This file has no preview.', 'Turn previews on in the slicer.');
  return pictureResponse(picture, { 'cache-control': 'private, max-age=300' });
});
