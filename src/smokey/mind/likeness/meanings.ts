import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from '../../prompt/folder.ts';

/** Numbers that say what a word means: words of like meaning have like numbers. */
export interface Meanings {
  /** Null for a word that is not known. */
  of(word: string): Float32Array | null;
  knows(word: string): boolean;
  directions: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LARGEST = 0.6;

let loaded: Meanings | null = null;

/** The meanings of some nine thousand English words, read once; `prompts/words/README.md` tells where they are from. */
export function loadMeanings(): Meanings {
  loaded ??= readMeanings(readFileSync(join(promptsFolder(), 'words', 'meanings.txt'), 'utf8'));
  return loaded;
}

/** Reads lines of a word and a letter for each number. */
export function readMeanings(text: string): Meanings {
  const values = new Map(
    [...ALPHABET].map((letter, index) => [letter, ((index / (ALPHABET.length - 1)) * 2 - 1) * LARGEST]),
  );
  const letters = new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ') as [string, string]),
  );
  const read = new Map<string, Float32Array>();
  return {
    knows: (word) => letters.has(word),
    directions: letters.values().next().value?.length ?? 0,
    of(word) {
      const known = read.get(word);
      if (known) return known;
      const written = letters.get(word);
      if (written === undefined) return null;
      const numbers = Float32Array.from(written, (letter) => values.get(letter) ?? 0);
      read.set(word, numbers);
      return numbers;
    },
  };
}
