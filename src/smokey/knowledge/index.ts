import { searchKnowledge as searchTopics, type KnowledgePassage } from './search.ts';
import { findCheck, searchChecks } from './setup/checks.ts';
import { findSetupEntry, searchSetup } from './setup/search.ts';
import { loadKnowledge } from './topics.ts';

/** The knowledge base: topics as files, found by symptom, name or error text, and exact facts about boards and printers. */
export { loadKnowledge, parseTopic, type Topic } from './topics.ts';
export { searchSetup } from './setup/search.ts';
export type { KnowledgePassage } from './search.ts';

/** Exact facts of the set-up data and first checks first, then topics; best first. */
export function searchKnowledge(query: string, options: { limit?: number } = {}): KnowledgePassage[] {
  const { limit = 4 } = options;
  return [...searchSetup(query), ...searchChecks(query), ...searchTopics(query, { limit })].slice(0, limit);
}

/** What a citation opens: a topic, or one board or printer of the set-up data. Null when there is none. */
export function findCited(
  id: string,
): { id: string; title: string; text: string; sources: string[]; safety: string | null } | null {
  const topic = loadKnowledge().find((item) => item.id === id);
  if (topic)
    return { id, title: topic.title, text: topic.body, sources: topic.sources, safety: topic.safety };
  const entry = findSetupEntry(id) ?? findCheck(id);
  return entry && { id, title: entry.title, text: entry.text, sources: entry.sources, safety: entry.safety };
}
