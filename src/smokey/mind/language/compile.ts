import { EXAMPLES } from '../examples/index.ts';
import { COMMON_WORDS } from './common-words.ts';
import { COMMON_WORDS_ABROAD } from './common-words-abroad.ts';
import { everydayWords } from './everyday.ts';
import { FILE_WORDS } from './file-words.ts';
import { ADJUST } from './lexicon/adjust.ts';
import { FILLER, GRAMMAR } from './lexicon/grammar.ts';
import { JOB } from './lexicon/job.ts';
import { MATERIALS } from './lexicon/materials.ts';
import { SUBJECTS } from './lexicon/subjects.ts';
import { THINGS } from './lexicon/things.ts';
import type { Language, Lexicon } from './lexicon/types.ts';
import { WORKSHOP } from './lexicon/workshop.ts';
import { loadMeanings } from '../likeness/meanings.ts';
import { englishWords } from './english-words.ts';
import { createSpeller, type Speller } from '../normalise/spelling.ts';
import { loadKnowledge } from '../../knowledge/topics.ts';
import { expandContractions, fold } from '../normalise/text.ts';

/** One way of saying a concept: words in a row, each exact or (with `prefix`) by its beginning. */
interface Phrase {
  words: { text: string; prefix: boolean }[];
  concept: string;
}

export interface CompiledLexicon {
  /** Concepts of the longest phrase that begins at `index`, with its length; null when none does. */
  matchAt(words: readonly string[], index: number): { concepts: string[]; length: number } | null;
  speller: Speller;
}

const VERBS = [JOB, ADJUST] as Lexicon[];
const NOUNS = [THINGS, WORKSHOP, SUBJECTS, GRAMMAR] as Lexicon[];
const cache = new Map<Language, CompiledLexicon>();

/** The lexicon of one language with English beneath it: people mix them ("stäng av hotend fan"). */
export function lexiconFor(language: Language): CompiledLexicon {
  const known = cache.get(language);
  if (known) return known;
  const compiled = compile(language);
  cache.set(language, compiled);
  return compiled;
}

function compile(language: Language): CompiledLexicon {
  const phrases = [
    ...VERBS.flatMap((part) => phrasesOf(part, language, true)),
    ...NOUNS.flatMap((part) => phrasesOf(part, language, false)),
  ];
  for (const material of MATERIALS)
    for (const word of material.words) phrases.push(toPhrase(word, 'materialname'));
  const exact = new Map<string, Phrase[]>();
  const prefixes = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0];
    if (!first) continue;
    const index = first.prefix ? prefixes : exact;
    const key = first.prefix ? first.text.slice(0, 3) : first.text;
    const listed = index.get(key);
    if (listed) listed.push(phrase);
    else index.set(key, [phrase]);
  }
  const speller = spellerFor(phrases, language);
  return {
    speller,
    matchAt(words, at) {
      const word = words[at] ?? '';
      const candidates = [...(exact.get(word) ?? []), ...(prefixes.get(word.slice(0, 3)) ?? [])];
      return longest(candidates, words, at);
    },
  };
}

function longest(
  candidates: Phrase[],
  words: readonly string[],
  at: number,
): { concepts: string[]; length: number } | null {
  let length = 0;
  let concepts = new Set<string>();
  for (const { words: wanted, concept } of candidates) {
    if (wanted.length < length || !fits(wanted, words, at)) continue;
    if (wanted.length > length) concepts = new Set();
    length = wanted.length;
    concepts.add(concept);
  }
  return length ? { concepts: [...concepts], length } : null;
}

function fits(wanted: Phrase['words'], words: readonly string[], at: number): boolean {
  return wanted.every(({ text, prefix }, offset) => {
    const word = words[at + offset];
    return word !== undefined && (prefix ? word.startsWith(text) : word === text);
  });
}

function phrasesOf(lexicon: Lexicon, language: Language, verbs: boolean): Phrase[] {
  const phrases: Phrase[] = [];
  for (const [concept, entry] of Object.entries(lexicon)) {
    for (const alternative of (entry.en ?? '')
      .split('|')
      .filter((word) => !FALSE_FRIENDS[language].includes(word)))
      phrases.push(...englishOnce(alternative, concept, verbs));
    const local = language === 'en' ? '' : (entry[language] ?? '');
    for (const alternative of `${local}|${entry.any ?? ''}`.split('|'))
      if (alternative) phrases.push(toPhrase(alternative, concept));
  }
  return phrases;
}

const englishPhrases = new Map<string, Phrase[]>();

/** English lies beneath every language, so its phrases are made once and shared. */
function englishOnce(alternative: string, concept: string, verb: boolean): Phrase[] {
  const key = `${concept}|${alternative}`;
  const known = englishPhrases.get(key) ?? english(alternative, concept, verb);
  englishPhrases.set(key, known);
  return known;
}

/** English words come with their regular forms: verbs in -s, -ing and -ed, nouns in -s. */
function english(alternative: string, concept: string, verb: boolean): Phrase[] {
  if (!alternative) return [];
  const [first = '', ...rest] = alternative.split(' ');
  const tail = rest.length ? ` ${rest.join(' ')}` : '';
  const forms = new Set([alternative]);
  if (verb && /^[a-z]{3,}$/.test(first) && !IRREGULAR.has(first))
    for (const form of verbForms(first)) forms.add(form + tail);
  if (!verb && !rest.length && /^[a-z]{3,}[^s]$/.test(first)) forms.add(`${first}s`);
  return [...forms].map((form) => toPhrase(form, concept));
}

/** English words that mean something else in the language. */
const FALSE_FRIENDS: Record<Language, string[]> = {
  en: [],
  sv: ['pa', 'fan'],
  de: ['fast', 'die', 'hell', 'rate'],
  es: ['pa', 'pie'],
  fr: ['on', 'pa', 'pause cafe'],
};

const IRREGULAR = new Set([
  'axe',
  'del',
  'more',
  'less',
  'the',
  'faster',
  'slower',
  'normal',
  'half',
  'both',
  'all',
  'full',
  'just',
  'last',
  'same',
  'off',
  'higher',
  'another',
  'for',
  'no',
  'new',
  'motors',
  'emergency',
  'not',
  'heaters',
  'everything',
]);

function verbForms(verb: string): string[] {
  const stem = verb.endsWith('e') && !verb.endsWith('ee') ? verb.slice(0, -1) : verb;
  const doubles = /[^aeiou][aeiou][bdgmnprt]$/.test(verb) && verb.length <= 5 && !/(en|er)$/.test(verb);
  const base = doubles ? verb + verb.at(-1) : stem;
  const plural = /(s|sh|ch|x|z)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [plural, `${base}ing`, `${base}ed`, ...(verb.endsWith('l') ? [`${verb}led`, `${verb}ling`] : [])];
}

function toPhrase(alternative: string, concept: string): Phrase {
  const words = fold(expandContractions(alternative)).split(' ').filter(Boolean);
  return {
    concept,
    words: words.map((word) =>
      word.length > 1 && word.endsWith('*')
        ? { text: word.slice(0, -1), prefix: true }
        : { text: word, prefix: false },
    ),
  };
}

function spellerFor(phrases: Phrase[], language: Language): Speller {
  const targets = new Set<string>(QUESTION_WORDS);
  const known = new Set<string>();
  for (const { words } of phrases) {
    for (const { text, prefix } of words) {
      known.add(text);
      if (text.length >= (prefix ? 6 : 3)) targets.add(text);
    }
  }
  const shared = sharedWords();
  const everyday = everydayWords(language);
  const isWord = language === 'en' ? wordsBeside(targets) : (word: string) => everyday.has(word);
  const strict = language !== 'en'; // of other languages few words are known: what is not, is seldom a slip
  return createSpeller(
    targets,
    { has: (word) => known.has(word) || shared.has(word) || isWord(word) },
    strict,
  );
}

const LEAST_LETTERS = 4;
/** All words that differ from this one by two neighbours that changed places. */
const swapsOf = (word: string): string[] =>
  [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at]! + word.slice(at + 2));

/** English words are no slips ("imagine" is no "image"), but for swapped letters ("frist"). */
function wordsBeside(targets: ReadonlySet<string>): (word: string) => boolean {
  const meanings = loadMeanings();
  const swapped = new Set([...targets].flatMap(swapsOf));
  const isEnglish = (word: string): boolean => meanings.knows(word) || englishWords().has(word);
  return (word) => word.length >= LEAST_LETTERS && isEnglish(word) && !swapped.has(word);
}

const QUESTION_WORDS = 'the what how when where why which who please does should would could many much'.split(
  ' ',
);

let shared: ReadonlySet<string> | null = null;

/** Words that are right in every language: common ones, fillers, and those of the trade, so that they are no slips. */
function sharedWords(): ReadonlySet<string> {
  shared ??= new Set([
    ...COMMON_WORDS,
    ...COMMON_WORDS_ABROAD,
    ...FILLER.split(' '),
    ...Object.keys(FILE_WORDS),
    ...exampleWords(),
    ...knowledgeWords(),
    'smokey',
  ]);
  return shared;
}

/** The words of the examples are spelled as they are meant. */
function* exampleWords(): Generator<string> {
  for (const { text } of EXAMPLES) yield* fold(text).match(/[a-z]{3,}/g) ?? [];
}

function* knowledgeWords(): Generator<string> {
  for (const { title, aliases, body } of loadKnowledge())
    yield* fold(`${title} ${aliases.join(' ')} ${body}`).match(/[a-z]{4,}/g) ?? [];
}
