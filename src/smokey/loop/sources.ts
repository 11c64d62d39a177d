import type { StepEntry } from '../history/entries.ts';

export interface Topic {
  id: string;
  title: string;
}

/** The topics an answer rests on: those it names as [id], else the best one that was found for it. */
export function citedTopics(entries: readonly StepEntry[]): Topic[] {
  const found = new Map<string, Topic>();
  for (const { calls } of entries) {
    for (const { tool, data } of calls) {
      if (tool !== 'search_knowledge' || !Array.isArray(data?.topics)) continue;
      for (const topic of data.topics as unknown[]) if (isTopic(topic)) found.set(topic.id, topic);
    }
  }
  const said = entries.map(({ text }) => text).join('\n');
  const topics = [...found.values()].map(({ id, title }) => ({ id, title }));
  const named = topics.filter(({ id, title }) => said.includes(`[${id}]`) || said.includes(title));
  return named.length > 0 ? named : topics.slice(0, 1);
}

function isTopic(value: unknown): value is Topic {
  const topic = value as Partial<Topic> | null;
  return typeof topic?.id === 'string' && typeof topic.title === 'string';
}
