import { fold } from '../normalise/text.ts';
import { has, quantities, type Clause } from '../understand/clause.ts';
import type { Desk } from './desk.ts';
import { factsOf, type FileFacts } from './file-search.ts';

export type Measure = (facts: FileFacts) => number | null;
export interface Comparison {
  of: Measure;
  most: boolean;
}

/** How long it prints: on this printer where that is known. */
export const seconds: Measure = (facts) => facts.printerSeconds ?? facts.seconds;
const grams: Measure = (facts) => facts.filamentGrams ?? facts.filamentMillimetres;

const COMPARISONS: [RegExp, Comparison][] = [
  [
    /\b(?:light(?:er|est)|light one|less (?:filament|plastic)|least (?:filament|plastic))\b/,
    { of: grams, most: false },
  ],
  [
    /\b(?:heav(?:ier|iest)|heavy one|more (?:filament|plastic)|most (?:filament|plastic))\b/,
    { of: grams, most: true },
  ],
  [/\b(?:tall(?:er|est)|tall one|high(?:er|est))\b/, { of: (facts) => facts.heightMillimetres, most: true }],
  [/\b(?:bigg(?:er|est)|(?:big|large) one|larg(?:er|est))\b/, { of: (facts) => facts.sizeBytes, most: true }],
  [/\bsmall(?:er|est| one)\b/, { of: (facts) => facts.sizeBytes, most: false }],
  [
    /\b(?:slow|long)(?:er|est| one)\b|\btakes (?:more|most|the most|longer|the longest)\b/,
    { of: seconds, most: true },
  ],
  [/\b(?:fast|quick|short)(?:er|est| one)\b|\bsooner|soonest\b/, { of: seconds, most: false }],
];
const ORDINALS: [RegExp, (count: number) => number][] = [
  [
    /\b(?:first|former|top) (?:one|of)\b|\bthe first\b|\b(?:den forsta|das erste|el primero|le premier)\b/,
    () => 0,
  ],
  [
    /\b(?:second|latter) (?:one|of)?|\bthe second\b|\b(?:den andra|das zweite|el segundo|le deuxieme)\b/,
    () => 1,
  ],
  [/\bthe third\b|\bthird one\b/, () => 2],
  [/\bthe last (?:one|of)\b|\bthe latter\b/, (count) => count - 1],
  [/\bnew(?:er|est)\b/, () => 0],
  [/\bold(?:er|est)\b/, (count) => count - 1],
];

/** Of files that were spoken of: "the slower one", "the second", "the older of the two". Null when nothing chooses. */
export function chooseAmong(desk: Desk, clause: Clause, paths: readonly string[]): string | null {
  if (paths.length < 2) return null;
  const newest = desk.memory.files[0];
  const refused = isOther(clause) && paths.length === 2 ? refusedOf(desk, paths) : null;
  if (refused) return paths.find((path) => path !== refused) ?? null;
  if (isOther(clause) && paths.length === 2 && newest) return paths.find((path) => path !== newest) ?? null;
  const comparison = comparisonOf(clause);
  if (comparison) {
    const facts = factsOf(desk, paths.slice(0, 10)).filter(
      (item): item is FileFacts => item !== null && comparison.of(item) !== null,
    );
    facts.sort((a, b) => comparison.of(a)! - comparison.of(b)!);
    return (comparison.most ? facts.at(-1) : facts[0])?.path ?? null;
  }
  if (quantities(clause).length && !/\bof the (?:two|three)\b/.test(clause.folded)) return null;
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(clause.folded))?.[1];
  return ordinal ? (paths[ordinal(paths.length)] ?? null) : null;
}

/** "don't bother with the older one, run the other": the one that is not wanted. */
function refusedOf(desk: Desk, paths: readonly string[]): string | null {
  const text = fold(desk.exchange.text);
  const [, which = ''] = REFUSES.exec(text) ?? [];
  const ordinal = which && ORDINALS.find(([pattern]) => pattern.test(`the ${which} one`))?.[1];
  return ordinal ? (paths[ordinal(paths.length)] ?? null) : null;
}
const REFUSES =
  /\b(?:(?:do not|dont|don't|no need to|never mind) ?(?:bother|print|run|start|take|use|want)?(?: with)?|forget|skip|without|not) (?:the )?(older|oldest|newer|newest|first|second|last|former|latter)\b/;

/** Of all files: "the oldest one", "the biggest". */
export const mostOfAll = (desk: Desk, clause: Clause, paths: readonly string[]): string | null =>
  SUPERLATIVE.test(clause.folded) && quantities(clause).length === 0
    ? chooseAmong(desk, clause, paths)
    : null;
const SUPERLATIVE =
  /\b(?:newest|oldest|latest|biggest|largest|smallest|longest|shortest|slowest|fastest|quickest|lightest|heaviest|tallest)\b/;

/** "the other one": not the file that was meant last. */
export const isOther = (clause: Clause): boolean => has(clause, 'other') && !has(clause, 'again');

export function comparisonOf(clause: Clause): Comparison | null {
  const found = COMPARISONS.find(([pattern]) => pattern.test(clause.folded))?.[1];
  if (found) return found;
  if (has(clause, 'quickest')) return { of: seconds, most: false };
  return has(clause, 'longest') ? { of: seconds, most: true } : null;
}
