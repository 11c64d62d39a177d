import { readFileSync } from 'node:fs';
import { allSentences } from './collect.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as unknown;

/** What the server says and no Swedish phrase answers to, each with its file. */
export function missingPhrases(): string[] {
  const known = new Set(Object.keys(read('sv.json') as object));
  const ignored = new Set(read('not-for-people.json') as string[]);
  return [...allSentences()]
    .filter(([sentence]) => !known.has(sentence) && !ignored.has(sentence))
    .map(([sentence, file]) => `${file}: ${JSON.stringify(sentence)}`);
}
