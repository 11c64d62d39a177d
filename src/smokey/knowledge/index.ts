/** The knowledge base: topics as files, found by symptom, name or error text. */
export { loadKnowledge, parseTopic, type Topic } from './topics.ts';
export { searchKnowledge, type KnowledgePassage } from './search.ts';
