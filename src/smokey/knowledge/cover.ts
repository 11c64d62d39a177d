import { ASKED } from './asked.ts';
import type { Topic } from './topics.ts';
import { synonymsOf, termsOf } from './words.ts';

/** Which words stand in which topic, and how telling each is. */
export interface Cover {
  words: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many topics have a word. */
  topicsWith: ReadonlyMap<string, number>;
}

/** Counts the words of the topics, with their names and what people ask of them. */
export function learnCover(topics: readonly Topic[]): Cover {
  const words = new Map(
    topics.map(({ id, title, aliases, body }) => [
      id,
      new Set(termsOf([title, ...aliases, ASKED[id] ?? '', body].join(' '))),
    ]),
  );
  const topicsWith = new Map<string, number>();
  for (const own of words.values())
    for (const word of own) topicsWith.set(word, (topicsWith.get(word) ?? 0) + 1);
  return { words, topicsWith };
}

/** Half a topic for a word that none has: the most telling of all. */
const NOWHERE = 0.5;

/** The share, 0 to 1, of what a question's words tell (their inverse document frequency) that a topic speaks of. */
export function coverOf({ words, topicsWith }: Cover, terms: readonly string[], id: string): number {
  const own = words.get(id);
  if (!own) return 0;
  let all = 0;
  let spokenOf = 0;
  for (const term of terms) {
    const tells = Math.log(1 + words.size / (topicsWith.get(term) ?? NOWHERE));
    all += tells;
    if (own.has(term) || synonymsOf(term).some((synonym) => own.has(synonym))) spokenOf += tells;
  }
  return all > 0 ? spokenOf / all : 0;
}
