import type { StepEntry } from '../history/entries.ts';

export interface Topic {
  id: string;
  title: string;
  /** What can hurt when its steps are done, where the answer does not say it already. */
  safety?: string;
}

/** What a citation in square brackets means, null when it means nothing. */
export type FindTopic = (id: string) => { id: string; title: string; safety?: string | null } | null;

/** Beyond these an answer is no answer but a list. */
const MOST_TOPICS = 8;

/** The topics an answer rests on: those it names as [id], else the best one that was found for it. */
export function citedTopics(entries: readonly StepEntry[], find: FindTopic): Topic[] {
  const found = new Map<string, Topic>();
  for (const { calls } of entries) {
    for (const { tool, data } of calls) {
      if (tool !== 'search_knowledge' || !Array.isArray(data?.topics)) continue;
      for (const topic of data.topics as unknown[]) if (isTopic(topic)) found.set(topic.id, topic);
    }
  }
  const said = entries.map(({ text }) => text).join('\n');
  const named = new Map<string, Topic>();
  for (const [, id = ''] of said.matchAll(/\[([a-z0-9][a-z0-9._-]{1,60})\]/g)) {
    const topic = found.get(id) ?? find(id);
    if (topic) named.set(id, { id, title: topic.title, ...(topic.safety ? { safety: topic.safety } : {}) });
  }
  for (const topic of found.values()) if (said.includes(topic.title)) named.set(topic.id, topic);
  const topics = named.size > 0 ? [...named.values()] : [...found.values()].slice(0, 1);
  return topics.slice(0, MOST_TOPICS).map((topic) => forPage(topic, said));
}

function forPage({ id, title, safety }: Topic, said: string): Topic {
  return safety && !said.includes(safety) ? { id, title, safety } : { id, title };
}

function isTopic(value: unknown): value is Topic {
  const topic = value as Partial<Topic> | null;
  const isSafe = topic?.safety === undefined || typeof topic.safety === 'string';
  return typeof topic?.id === 'string' && typeof topic.title === 'string' && isSafe;
}
