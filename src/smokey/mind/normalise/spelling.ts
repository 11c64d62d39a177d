/** Corrects spelling against the words the mind knows, and leaves alone what it may well not know. */

/** Optimal string alignment distance (insert, delete, replace, swap neighbours), cut off above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

/** Words that are right as they are. */
export interface Known {
  has(word: string): boolean;
}

/** "bulges" and "printed" are forms of words that are known. */
function isFormOfKnown(word: string, known: Known): boolean {
  const stem = /^(.{3,}?)(?:s|es|ed|d|ing|er|ers|ly)$/.exec(word)?.[1];
  return stem !== undefined && (known.has(stem) || known.has(`${stem}e`));
}

const isSwap = (a: string, b: string): boolean =>
  a.length === b.length && [...a].sort().join('') === [...b].sort().join('');

function allowedDistance(length: number, strict: boolean): number {
  if (strict) return length <= 8 ? 1 : 2;
  if (length <= 5) return 1;
  return length <= 8 ? 2 : 3;
}

export interface Speller {
  /** The known word that was meant, or the word itself. */
  correct(word: string): string;
}

/**
 * A speller for one vocabulary. `known` words are never changed; only `targets` are ever the result. A strict one
 * mends fewer slips, and never the first letter.
 */
export function createSpeller(targets: Iterable<string>, known: Known, strict = false): Speller {
  const byLength = new Map<number, string[]>();
  for (const target of targets) {
    if (target.length < 3 || !/^[a-z-]+$/.test(target)) continue;
    const listed = byLength.get(target.length);
    if (listed) listed.push(target);
    else byLength.set(target.length, [target]);
  }
  const cache = new Map<string, string>();
  return {
    correct(word) {
      const found = cache.get(word);
      if (found !== undefined) return found;
      const corrected = search(word, byLength, known, strict);
      if (cache.size < 5_000) cache.set(word, corrected);
      return corrected;
    },
  };
}

function search(
  word: string,
  byLength: ReadonlyMap<number, string[]>,
  known: Known,
  strict: boolean,
): string {
  if (word.length < 3 || known.has(word) || isFormOfKnown(word, known) || !/^[a-z-]+$/.test(word))
    return word;
  const undoubled = word.replace(/(.)\1{2,}/g, '$1');
  if (undoubled !== word)
    return known.has(undoubled) ? undoubled : search(undoubled, byLength, known, strict);
  const limit = allowedDistance(word.length, strict);
  let best = word;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let length = word.length - limit; length <= word.length + limit; length += 1) {
    for (const target of byLength.get(length) ?? []) {
      const distance = editDistance(word, target, limit);
      if (strict && target[0] !== word[0] && !isSwap(word, target)) continue;
      if (distance > limit || !plausible(word, target, distance)) continue;
      const score =
        distance +
        (target[0] === word[0] ? 0 : 0.6) +
        (isSwap(word, target) ? -0.4 : 0) +
        (target.at(-1) === word.at(-1) ? -0.1 : 0);
      if (score < bestScore) [best, bestScore] = [target, score];
    }
  }
  return best;
}

/** Short words have many neighbours: there only swapped or doubled letters count as slips. */
function plausible(word: string, target: string, distance: number): boolean {
  if (word.length <= 3 || target.length <= 3)
    return (isSwap(word, target) && word[0] === target[0]) || (isSwap(word, target) && word.length === 3);
  if (distance >= 2 && word[0] !== target[0] && !isSwap(word.slice(0, 2), target.slice(0, 2))) return false;
  if (word.length === 4 && distance === 1 && word.length === target.length && !isSwap(word, target))
    return word[0] === target[0] && word.at(-1) === target.at(-1);
  return distance < Math.min(word.length, target.length) / 2;
}
