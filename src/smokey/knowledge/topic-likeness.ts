import { learn, probabilities, type Learned } from '../mind/likeness/learn.ts';
import { ASKED } from './asked.ts';
import type { Topic } from './topics.ts';
import { termsOf } from './words.ts';

type Features = Map<string, number>;

const PAIR_SHARE = 0.6;

/** Stems and pairs of stems, scaled to length one. */
function featuresOf(text: string): Features {
  const found: Features = new Map();
  let before = '';
  for (const word of termsOf(text)) {
    found.set(word, 1);
    if (before) found.set(`${before} ${word}`, PAIR_SHARE);
    before = word;
  }
  const length = Math.sqrt([...found.values()].reduce((sum, value) => sum + value * value, 0)) || 1;
  return new Map([...found].map(([name, value]) => [name, value / length]));
}

/** Learns from titles, aliases and the ways people ask; made once with the index. */
export function learnTopics(topics: readonly Topic[]): Learned {
  return learn(
    topics.flatMap((topic) =>
      [topic.title, ...topic.aliases, ...(ASKED[topic.id] ?? '').split('|')]
        .map((text) => featuresOf(text))
        .filter((features) => features.size > 0)
        .map((features) => ({ class: topic.id, features })),
    ),
  );
}

/** How probable each topic is for a question, by what people ask, less where its words are strange. */
export function topicLikeness(learned: Learned, query: string): Map<string, number> {
  const features = featuresOf(query);
  const words = [...features.keys()].filter((name) => !name.includes(' '));
  const covered = words.filter((name) => learned.rows.has(name)).length / Math.max(1, words.length);
  if (!covered) return new Map();
  const all = probabilities(learned, features);
  return new Map(
    learned.classes
      .map((id, index): [string, number] => [id, all[index]! * covered])
      .filter(([, probability]) => probability > 0.03),
  );
}
