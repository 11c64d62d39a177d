import MiniSearch from 'minisearch';
import type { Learned } from '../mind/likeness/learn.ts';
import { ASKED } from './asked.ts';
import { learnTopics, topicLikeness } from './topic-likeness.ts';
import { passagesFor, type Wanted } from './passages.ts';
import { loadKnowledge, type Topic } from './topics.ts';
import { coverOf, learnCover, type Cover } from './cover.ts';
import { synonymsOf, termsOf } from './words.ts';

/** A topic found, with the passages that fit. */
export interface KnowledgePassage {
  /** Topic id, as cited: `[id]`. */
  id: string;
  topic: string;
  title: string;
  /** The fitting passages in the order in which they stand. */
  text: string;
  sources: string[];
  safety: string | null;
  score: number;
  /** How like the question is to those that people ask of this topic, 0 to 1. */
  likeness: number;
}

interface Indexed {
  topics: Map<string, Topic>;
  topicIndex: MiniSearch;
  learned: Learned;
  cover: Cover;
  /** What each topic is called, as the words of a question are taken apart; single words say too little. */
  called: [id: string, words: string[]][];
}

let indexed: Indexed | null = null;

function build(): Indexed {
  const topics = loadKnowledge();
  const options = { tokenize: termsOf, processTerm: (term: string) => term };
  const topicIndex = new MiniSearch({ ...options, fields: ['title', 'aliases', 'asked', 'body'] });
  for (const topic of topics) {
    topicIndex.add({
      id: topic.id,
      title: topic.title,
      aliases: topic.aliases.join(' . '),
      asked: (ASKED[topic.id] ?? '').replaceAll('|', ' . '),
      body: topic.body,
    });
  }
  return {
    topics: new Map(topics.map((topic) => [topic.id, topic])),
    topicIndex,
    learned: learnTopics(topics),
    cover: learnCover(topics),
    called: topics.map(({ id, aliases, title }) => [id, [...aliases, title].flatMap(severalWords)]),
  };
}

function severalWords(name: string): string[] {
  const words = termsOf(name);
  return words.length > 1 ? [words.join(' ')] : [];
}

/** Builds the index before anybody asks. */
export function warmKnowledge(): void {
  indexed ??= build();
}

const DEFAULT_LIMIT = 4;
const LONGEST_TEXT = 1_700;
const SYNONYM_WEIGHT = 0.35;
/** What being wholly like the questions of a topic multiplies its score by, and adds to it. */
const LIKENESS_GAIN = 3;
const LIKENESS_WORTH = 60;
/** Of 209 questions to topics two have less than both, and of 21 conversations that a topic overran nine. */
const LEAST_COVER = 0.16;
const LEAST_LIKENESS = 0.1;
/** Rather told once too often. */
const OF_DANGER: ReadonlySet<string> = new Set(['fire-safety', 'emergency-stop', 'burns-first-aid']);

/**
 * Topics that fit a symptom or question, best first. Titles and aliases weigh most; synonyms and slips of spelling
 * count, at less. The score is relative: above about 12 is a good hit, below 6 is chance. `longest` bounds the
 * characters told of each topic.
 */
export function searchKnowledge(
  query: string,
  options: { limit?: number; longest?: number } = {},
): KnowledgePassage[] {
  indexed ??= build();
  const { topics, topicIndex, learned, cover, called } = indexed;
  const scores = new Map<string, number>();
  const add = (id: string, score: number): void => void scores.set(id, (scores.get(id) ?? 0) + score);
  const terms = [...new Set(termsOf(query))].slice(0, 40);
  if (!terms.length) return [];
  const boost = { title: 4, aliases: 5, asked: 2, body: 1 };
  for (const hit of topicIndex.search(terms.join(' '), {
    boost,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    prefix: (term) => term.length > 4,
  }))
    add(String(hit.id), hit.score);
  const related = [...new Set(terms.flatMap(synonymsOf))].filter((term) => !terms.includes(term));
  if (related.length)
    for (const hit of topicIndex.search(related.join(' '), { boost }))
      add(String(hit.id), hit.score * SYNONYM_WEIGHT);
  for (const [id, bonus] of aliasBonus(query, called)) add(id, bonus);
  const likeness = topicLikeness(learned, query);
  const rankOf = ([id, score]: [string, number]): number =>
    score * (1 + LIKENESS_GAIN * (likeness.get(id) ?? 0)) + LIKENESS_WORTH * (likeness.get(id) ?? 0);
  for (const [id, probability] of likeness) add(id, LIKENESS_WORTH * probability);
  const isChance = (id: string): boolean =>
    !OF_DANGER.has(id) && (likeness.get(id) ?? 0) < LEAST_LIKENESS && coverOf(cover, terms, id) < LEAST_COVER;
  const ranked = [...scores.entries()]
    .sort((a, b) => rankOf(b) - rankOf(a))
    .slice(0, options.limit ?? DEFAULT_LIMIT);
  if (!ranked[0] || isChance(ranked[0][0])) return []; // what stands behind it fits no better
  return ranked.flatMap(([id, score]) => {
    const topic = topics.get(id);
    return topic
      ? [
          {
            ...passageOf(topic, { terms, related }, score, options.longest ?? LONGEST_TEXT),
            likeness: likeness.get(id) ?? 0,
          },
        ]
      : [];
  });
}

/** A whole alias said word for word is worth more than its words alone. */
function aliasBonus(query: string, called: Indexed['called']): [string, number][] {
  const said = ` ${termsOf(query).join(' ')} `;
  return called.flatMap(([id, names]): [string, number][] => {
    const hit = names.filter((name) => said.includes(` ${name} `));
    return hit.length ? [[id, 14 * Math.min(2, hit.length)]] : [];
  });
}

/** What a topic tells of a question; a short topic is given whole. */
function passageOf(
  topic: Topic,
  wanted: Wanted,
  score: number,
  longest: number,
): Omit<KnowledgePassage, 'likeness'> {
  return {
    id: topic.id,
    topic: topic.id,
    title: topic.title,
    text: passagesFor(topic.passages, wanted, longest).slice(0, LONGEST_TEXT * 2),
    sources: topic.sources,
    safety: topic.safety,
    score,
  };
}
