import { notFound } from '#lib/server/http/errors.ts';
import { findCited } from '#smokey/knowledge/index.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** What an answer cites, as Markdown: a topic of the knowledge base, or one board or printer of the set-up data. */
export const GET: RequestHandler = ({ params }) => {
  const cited = findCited(params.id);
  return cited ? Response.json(cited) : notFound('topic');
};
