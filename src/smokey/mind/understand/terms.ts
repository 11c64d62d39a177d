import { lexiconFor } from '../language/compile.ts';
import { everydayWords } from '../language/everyday.ts';
import type { Language } from '../language/lexicon/types.ts';
import { tokenise, type Quantity, type Token, type TokenKind } from '../normalise/tokens.ts';
import { cleanText, expandContractions } from '../normalise/text.ts';
import type { NameBook } from './names.ts';

/** A name of this very printer: a macro, an output, a sensor… */
export interface NameReference {
  kind:
    'sensor' | 'output' | 'macro' | 'power' | 'printer' | 'camera' | 'object' | 'mesh' | 'filament-sensor';
  id: string;
  printerId: string;
}

/** One or several words that mean one thing. */
export interface Term {
  kind: TokenKind;
  text: string;
  raw: string;
  concepts: readonly string[];
  quantity?: Quantity;
  references: readonly NameReference[];
  start: number;
  end: number;
  /** True for a word that is in no list: perhaps a file's name, perhaps not understood. */
  unknown: boolean;
}

/** A message as terms, with the cleaned text their positions refer to. */
export interface Reading {
  text: string;
  language: Language;
  terms: Term[];
}

/** Reads a message into terms: tokens, spelling, lexicon, and the printer's own names. */
export function readTerms(message: string, language: Language, names: NameBook): Reading {
  const text = expandContractions(cleanText(message));
  const tokens = tokenise(text, language);
  const lexicon = lexiconFor(language);
  const words = tokens.map((token) => spelled(token, tokens, language, names));
  const terms: Term[] = [];
  for (let index = 0; index < tokens.length;) {
    const token = tokens[index] as Token;
    const name = names.matchAt(words, index);
    const concept = token.kind === 'word' ? lexicon.matchAt(words, index) : null;
    const length = Math.max(1, concept?.length ?? 0, name?.length ?? 0);
    const run = tokens.slice(index, index + length);
    terms.push(
      toTerm(
        run,
        words.slice(index, index + length),
        concept?.length === length || !name
          ? (concept?.concepts ?? [])
          : conceptsWithin(lexicon, words, index, length),
        name?.references ?? [],
        language,
      ),
    );
    index += length;
  }
  return { text, language, terms };
}

function conceptsWithin(
  lexicon: ReturnType<typeof lexiconFor>,
  words: string[],
  from: number,
  length: number,
): string[] {
  const inside = new Set<string>();
  for (let index = from; index < from + length; index += 1)
    for (const concept of lexicon.matchAt(words.slice(0, from + length), index)?.concepts ?? [])
      inside.add(concept);
  return [...inside];
}

function spelled(token: Token, tokens: readonly Token[], language: Language, names: NameBook): string {
  if (token.kind !== 'word') return token.text;
  if (names.knows(token.text) || /[\d_]/.test(token.text) || tokens.length > 400) return token.text;
  return isKnownWord(token.text, language) ? token.text : lexiconFor(language).speller.correct(token.text);
}

function isKnownWord(word: string, language: Language): boolean {
  return lexiconFor(language).matchAt([word], 0) !== null;
}

function toTerm(
  run: readonly Token[],
  words: readonly string[],
  concepts: readonly string[],
  references: readonly NameReference[],
  language: Language,
): Term {
  const first = run[0] as Token;
  const last = run.at(-1) as Token;
  const isConfig = first.kind === 'file' && /\.(cfg|conf)$/.test(first.text);
  return {
    kind: first.kind,
    text: words.join(' '),
    raw: run.map((token) => token.raw).join(' '),
    concepts: isConfig ? ['config'] : concepts,
    ...(first.quantity && run.length === 1 ? { quantity: first.quantity } : {}),
    references,
    start: first.start,
    end: last.end,
    unknown:
      first.kind === 'word' &&
      !concepts.length &&
      !references.length &&
      !everydayWords(language).has(words[0] ?? ''),
  };
}
