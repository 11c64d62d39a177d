import { notFound } from '#lib/server/http/errors.ts';
import { loadKnowledge } from '#smokey/knowledge/index.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'signed-in';

/** A whole topic of the knowledge base, as Markdown; cited sources open it. */
export const GET: RequestHandler = ({ params }) => {
  const topic = loadKnowledge().find(({ id }) => id === params.id);
  if (!topic) return notFound('topic');
  const { id, title, body: text, sources, safety } = topic;
  return Response.json({ id, title, text, sources, safety });
};
