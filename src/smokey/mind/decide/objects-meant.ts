import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import { fold } from '../normalise/text.ts';
import { references, type Clause } from '../understand/clause.ts';

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const COUNTS = 'one two three four five six seven eight nine ten'.split(' ');
const PLACE = new RegExp(
  String.raw`\b(?:(${ORDINALS.join('|')})|(last)|(middle|centre|center)|(?:number |no |nr |#)?(\d+)(?:st|nd|rd|th)?|(?:number|no|object|part|piece|copy) (${COUNTS.join('|')}))\b`,
  'g',
);
const CURRENT =
  /\b(?:current(?: one)?|(?:the )?one (?:that )?(?:it is|is|being) (?:printing|printed|on|at|doing)(?: now)?|(?:it is printing|being printed)(?: right)? now|this one)\b/;

/** "…, finish 1 and 3": those go on. */
const KEPT =
  /\b(?:finish|keep|save|(?:carry|go) on with|continue with) (?!going|on\b|it\b|printing\b|.*\bwithout\b).*$/;

/** The objects of the running print that are still made. */
export const objectsLeft = ({ job }: PrinterSnapshot): string[] =>
  job.objects.filter((name) => !job.excludedObjects.includes(name));

/** The objects of a print that some words mean: by name, number or place, several of them where several are said. */
export function objectsMeant(
  clauses: readonly Clause[],
  objects: readonly string[],
  current: string | null,
): string[] {
  const found = new Set<string>();
  for (const clause of clauses) for (const name of meantIn(clause, objects, current)) found.add(name);
  return objects.filter((name) => found.has(name));
}

function meantIn(clause: Clause, objects: readonly string[], current: string | null): string[] {
  const named = references(clause, 'object').map(({ id }) => id);
  if (named.length) return named;
  const text = fold(clause.text || clause.folded).replace(KEPT, '');
  if (CURRENT.test(text)) return current ? [current] : [];
  const places = [...text.matchAll(PLACE)].flatMap((found) => atPlace(found, objects) ?? []);
  if (places.length) return places;
  const words = clause.folded.split(' ').filter((word) => word.length > 3);
  const fits = objects.map((name) => words.filter((word) => fold(name).includes(word)).length);
  const most = Math.max(0, ...fits);
  const fitting = objects.filter((_, index) => most > 0 && fits[index] === most); // "the left bracket": by both words
  return fitting.length === 1 ? fitting : [];
}

/** "number 2" is the object whose name ends so, or else the second. */
function atPlace(found: RegExpMatchArray, objects: readonly string[]): string | null {
  const [, ordinal, last, middle, digits, count] = found;
  if (last) return objects.at(-1) ?? null;
  if (middle) return objects.length % 2 ? (objects[(objects.length - 1) / 2] ?? null) : null;
  const number = digits
    ? Number(digits)
    : (ordinal ? ORDINALS.indexOf(ordinal) : COUNTS.indexOf(count ?? '')) + 1;
  return (
    objects.find((name) => new RegExp(`(^|\\D)0*${number}(\\D*)$`).test(name)) ?? objects[number - 1] ?? null
  );
}
