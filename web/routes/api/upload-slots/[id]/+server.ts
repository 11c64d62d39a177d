import { app } from '#lib/server/app.ts';
import { refuse } from '#lib/server/http/errors.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'token';

/**
 * The one-time place that an approved `create_upload` has opened: `PUT` the file, by a token of the same person
 * that may control. Files above 16 MB come in pieces, each with `Upload-Offset`.
 */
export const PUT: RequestHandler = async ({ request, params, locals }) => {
  const principal = locals.token?.principal;
  if (!principal?.scopes.has('control')) {
    return refuse(403, 'This token may not control a printer.', 'Use one with the scope control.');
  }
  const offset = request.headers.get('upload-offset');
  if (offset !== null && !/^\d{1,12}$/.test(offset)) {
    return refuse(400, 'Upload-Offset is not a whole number.', 'Write how many bytes were sent before.');
  }
  const body = new Uint8Array(await request.arrayBuffer());
  const at = offset === null ? null : Number(offset);
  const answer = await app().uploadSlots.receive(params.id, principal, body, at);
  if (!answer.ok) return refuse(answer.status, answer.problem.cause, answer.problem.remedy);
  const { ok: _ok, ...told } = answer;
  return Response.json(told, { status: answer.complete ? 201 : 202 });
};
