import type { Found } from './lookup.ts';
import { numbersIn, type Part } from './parts.ts';

const UNITS: readonly (string | null)[] = [null, 'mm', 'mm/s', 'mm/s2', 'hz', 'c'];
const PAIR = /^-?[\d.]+(?:\s*,\s*-?[\d.]+)+$/;
const MORE = /\b(?:raise|increase|bump|up|add|more|higher|longer)\b/;
const LESS = /\b(?:lower|reduce|decrease|drop|down|less|shorter|subtract)\b/;

/** The value that is wished for an option; null when none is said that could be meant. */
export function valueFor(part: Part, { option, value }: Found): string | null {
  const { text } = part;
  const now = Number(value);
  if (/\bdoubl(?:e|ing)\b/.test(text)) return now ? String(now * 2) : null;
  if (/\bhalv(?:e|ing)\b/.test(text)) return now ? String(now / 2) : null;
  const numbers = numbersIn(part)
    .filter(({ unit }) => UNITS.includes(unit))
    .map((item) => item.value);
  if (PAIR.test(value)) return severalOf(digitsIn(part), option, value);
  if (value && Number.isNaN(now)) return wordFor(part);
  const wanted = numbers.filter((item) => item !== now || !value).at(-1);
  if (wanted === undefined) return null;
  const isStep = new RegExp(`\\bby ${wanted}\\b`).test(text) && now > 0;
  if (isStep && MORE.test(text)) return String(now + wanted);
  if (isStep && LESS.test(text)) return String(now - wanted);
  return String(wanted);
}

/** "7,7" is one number in many languages, and two where two are wanted. */
const digitsIn = ({ terms }: Part): number[] =>
  terms.flatMap(({ quantity, raw }) =>
    quantity ? (raw.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [quantity.value]) : [],
  );

/** "180, 200" for an option of two numbers; one number counts for both only where it counts points. */
function severalOf(numbers: readonly number[], option: string, value: string): string | null {
  const count = value.split(',').length;
  if (numbers.length === 1 && option === 'probe_count') return Array(count).fill(numbers[0]).join(', ');
  return numbers.length >= count ? numbers.slice(-count).join(', ') : null;
}

const BEFORE_VALUE = /^(?:to|as|be|is|into|=|:)$/;

/** "to mzv": the word behind "to", as it was written, for an option that holds no number. */
function wordFor({ terms }: Part): string | null {
  const at = terms.findLastIndex(({ text }) => BEFORE_VALUE.test(text));
  const term = at < 0 ? undefined : terms[at + 1];
  return term && /^[\w.-]+$/.test(term.raw) ? term.raw : null;
}
