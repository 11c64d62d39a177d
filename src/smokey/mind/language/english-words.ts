import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from '../../prompt/folder.ts';

let words: ReadonlySet<string> | null = null;

/** Some thirty thousand English words that are spelled as they are meant, read once; see prompts/words/README.md. */
export function englishWords(): ReadonlySet<string> {
  words ??= new Set(
    readFileSync(join(promptsFolder(), 'words', 'english.txt'), 'utf8')
      .trim()
      .split('\n'),
  );
  return words;
}
