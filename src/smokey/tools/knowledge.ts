import type { LoopTool } from './types.ts';

export interface KnowledgeHit {
  id: string;
  title: string;
  /** The passage that fits, as text. */
  text: string;
  /** Where it comes from; "general practice" where nobody wrote it down better. */
  sources?: readonly string[];
  /** To be shown when the step is physical. */
  safety?: string | null;
}

export type SearchKnowledge = (
  query: string,
  limit: number,
) => readonly KnowledgeHit[] | Promise<readonly KnowledgeHit[]>;

const MOST_HITS = 4;
const LONGEST_PASSAGE = 1_800;
const MOST_SOURCES = 3;
const LONGEST_QUERY = 300;

/** The search in the knowledge base: a tool beside the printers' own, the same for every mind. */
export function createKnowledgeTool(search: SearchKnowledge): LoopTool {
  return {
    name: 'search_knowledge',
    title: 'Search the knowledge',
    description:
      'Passages on printing, materials, calibration, Klipper, its errors, boards, firmware and repairs. ' +
      'Exact facts for a board or printer by name: menuconfig, flashing, which board is inside. ' +
      'Call it with the symptom or question in a few English words before you advise; cite topics as [id].',
    inputSchema: {
      type: 'object',
      properties: { query: { type: 'string', minLength: 1, maxLength: LONGEST_QUERY } },
      required: ['query'],
      additionalProperties: false,
    },
    reads: true,
    async call({ query }) {
      if (typeof query !== 'string' || !query.trim())
        return { ...nothing('The query is missing.'), failed: true };
      const hits = await search(query.slice(0, LONGEST_QUERY), MOST_HITS);
      if (hits.length === 0)
        return nothing('Nothing was found. What you say then is from general knowledge.');
      const topics = hits.slice(0, MOST_HITS).map(topicOf);
      const text = topics.map(({ id, title }) => `[${id}] ${title}`).join('; ');
      return { failed: false, data: { topics }, text, pictures: [] };
    },
  };
}

function topicOf({ id, title, text, sources = [], safety }: KnowledgeHit) {
  const passage = text.length > LONGEST_PASSAGE ? `${text.slice(0, LONGEST_PASSAGE - 1)}…` : text;
  const isPractice = sources.length > 0 && sources.every((source) => /general practice/i.test(source));
  return {
    id,
    title,
    passage,
    general_practice: isPractice,
    ...(sources.length ? { sources: sources.slice(0, MOST_SOURCES) } : {}),
    ...(safety ? { safety } : {}),
  };
}

function nothing(text: string) {
  return { failed: false, data: { topics: [] as unknown[] }, text, pictures: [] };
}
