import type { Language } from '../language/lexicon/types.ts';
import { isWeakNumber, numberWord, parseNumber, valueOfWords } from './numbers.ts';
import { fold } from './text.ts';

export type Unit =
  | 'c'
  | 'f'
  | 'percent'
  | 'mm'
  | 'cm'
  | 'um'
  | 'inch'
  | 's'
  | 'min'
  | 'h'
  | 'day'
  | 'mm/s'
  | 'mm/min'
  | 'mm/s2'
  | 'mm3/s'
  | 'g'
  | 'm'
  | 'k'
  | 'turn'
  | 'hz';

export interface Quantity {
  value: number;
  unit: Unit | null;
  /** Written with + or -, which makes it a change rather than a value. */
  signed: boolean;
}

export type TokenKind = 'word' | 'number' | 'quoted' | 'file' | 'punctuation';

export interface Token {
  kind: TokenKind;
  /** As the person wrote it. */
  raw: string;
  /** Folded; for words after spelling correction. */
  text: string;
  quantity?: Quantity;
  /** Position in the cleaned message. */
  start: number;
  end: number;
}

const FILE_ENDINGS = 'gcode|gco|g|ufp|bgcode|stl|3mf|step|stp|obj|cfg|conf';
const PATTERN = new RegExp(
  [
    `"(?<quoted>[^"\\n]{1,200})"`,
    `(?<![\\p{L}\\d])'(?<single>[^'\\n]{2,200})'(?![\\p{L}\\d])`,
    `(?<file>[\\p{L}\\d_()\\-+/.]*[\\p{L}\\d_)]\\.(?:${FILE_ENDINGS}))(?![\\p{L}\\d])`,
    `(?<number>(?<![\\p{L}\\d.,])[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:[.,]\\d+)?|[.,]\\d+))(?<unit>\\s?(?:°\\s?[cf]?|degrees?\\s?(?:celsius|fahrenheit|c\\b|f\\b)?|grader|grad|grados|degr[eé]s|celsius|fahrenheit|percent|procent|prozent|por ?ciento|pour ?cent|pct|%|mm\\/s²|mm\\/s\\^?2|mm\\/s\\/s|mm³\\/s|mm ?(?:\\/|per) ?min(?:ute)?|mm per sec(?:ond)?|mm\\/sec(?:ond)?|mm\\/s|mm|millimet\\p{L}*|cm|centimet\\p{L}*|inch(?:es)?|µm|um|microns?|minut\\p{L}*|mins?|hours?|hrs?|timm\\p{L}*|stund\\p{L}*|heures?|horas?|days?|sek\\p{L}*|seconds?|secs?|grams?|hz|kelvins?|[cf]|k|g|h|m|s)(?![\\p{L}\\d])|(?![\\p{L}\\d_]))`,
    `(?<word>[\\p{L}\\d_][\\p{L}\\d_.'+/-]*[\\p{L}\\d_+]|[\\p{L}\\d_])`,
    `(?<sign>°|[.,;:!?=\\n]+|[(){}<>])`,
  ].join('|'),
  'giu',
);

const UNITS: [RegExp, Unit][] = [
  [/^(°\s?f|f|fahrenheit|degrees?\s?(f|fahrenheit))$/, 'f'],
  [/^(°|°\s?c|c|celsius|degrees?.*|grader|grad|grados|degr[eé]s)$/, 'c'],
  [/^(%|percent|procent|prozent|por ?ciento|pour ?cent|pct)$/, 'percent'],
  [/^(mm\/s²|mm\/s\^?2|mm\/s\/s)$/, 'mm/s2'],
  [/^mm³\/s$/, 'mm3/s'],
  [/^mm ?(\/|per) ?min(ute)?$/, 'mm/min'],
  [/^mm(\/s(ec(ond)?)?| per sec(ond)?)$/, 'mm/s'],
  [/^(mm|millimet.*)$/, 'mm'],
  [/^(cm|centimet.*)$/, 'cm'],
  [/^inch(es)?$/, 'inch'],
  [/^(µm|um|microns?)$/, 'um'],
  [/^(minut.*|mins?|m)$/, 'min'],
  [/^(hours?|hrs?|h|timm.*|stund.*|heures?|horas?)$/, 'h'],
  [/^days?$/, 'day'],
  [/^(sek.*|seconds?|secs?|s)$/, 's'],
  [/^(grams?|g)$/, 'g'],
  [/^k$/, 'k'],
  [/^hz$/, 'hz'],
];

/** Splits a cleaned, contraction-free message into words, numbers with units, quotes, file names and signs. */
export function tokenise(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PATTERN)) tokens.push(toToken(match));
  return joinNumberWords(tokens, language);
}

function toToken(match: RegExpExecArray): Token {
  const groups = match.groups ?? {};
  const base = { raw: match[0], start: match.index, end: match.index + match[0].length };
  const quoted = groups.quoted ?? groups.single;
  if (quoted !== undefined) return { ...base, kind: 'quoted', raw: quoted, text: fold(quoted) };
  if (groups.file !== undefined) return { ...base, kind: 'file', text: fold(groups.file) };
  if (groups.number !== undefined) return numberToken(base, groups.number, groups.unit ?? '');
  if (groups.word !== undefined)
    return { ...base, kind: 'word', text: fold(groups.word).replace(/[.'-]+$/, '') };
  return { ...base, kind: 'punctuation', text: match[0] };
}

function numberToken(
  base: { raw: string; start: number; end: number },
  digits: string,
  unitText: string,
): Token {
  const signed = /^[+-]/.test(digits);
  const unit = unitText.trim() ? unitOf(unitText.trim()) : null;
  const value = parseNumber(digits);
  if (isKelvin(unitText.trim(), value))
    return {
      ...base,
      kind: 'number',
      text: digits,
      quantity: { value: Math.round(value - 273.15), unit: 'c', signed },
    };
  return { ...base, kind: 'number', text: digits, quantity: inPlainUnits({ value, unit, signed }) };
}

/** "473 K" is a temperature; "3k" is three thousand. */
const isKelvin = (unit: string, value: number): boolean =>
  /^kelvins?$/i.test(unit) || (unit === 'K' && value > 273 && value < 700);

/** Thousands, centimetres and micrometres become plain numbers and millimetres; speeds are a second's. */
function inPlainUnits(quantity: Quantity): Quantity {
  if (quantity.unit === 'k') return { ...quantity, value: quantity.value * 1000, unit: null };
  if (quantity.unit === 'cm') return { ...quantity, value: quantity.value * 10, unit: 'mm' };
  if (quantity.unit === 'inch') return { ...quantity, value: quantity.value * 25.4, unit: 'mm' };
  if (quantity.unit === 'mm/min') return { ...quantity, value: quantity.value / 60, unit: 'mm/s' };
  if (quantity.unit === 'um') return { ...quantity, value: quantity.value / 1000, unit: 'mm' };
  return quantity;
}

function unitOf(text: string): Unit | null {
  const lower = text.toLowerCase();
  return UNITS.find(([pattern]) => pattern.test(lower))?.[1] ?? null;
}

function joinNumberWords(tokens: Token[], language: Language): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length;) {
    const run = numberRun(tokens, index, language);
    if (run.length) {
      joined.push(wordsToNumber(tokens.slice(index, index + run.length), run, tokens[index + run.length]));
      index += run.length;
      if (unitWord(tokens[index])) index += 1;
      continue;
    }
    const token = tokens[index];
    if (token) joined.push(token);
    index += 1;
  }
  return joined;
}

/** Values of the number words that begin here, NaN for a joining "and"; empty when there is none. */
function numberRun(tokens: Token[], from: number, language: Language): number[] {
  const values: number[] = [];
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.kind !== 'word') break;
    const value = numberWord(token.text, language);
    const next = tokens[index + 1];
    const joins =
      values.length &&
      /^(and|och|und|y|et)$/.test(token.text) &&
      next &&
      numberWord(next.text, language) !== undefined;
    const opens = !values.length && token.text === 'a' && next?.text === 'hundred';
    if (value === undefined && !opens && !(joins && values.at(-1) === 100)) break;
    values.push(value ?? Number.NaN);
  }
  const first = tokens[from];
  return values.length === 1 && first && isWeakNumber(first.text) && !unitWord(tokens[from + 1])
    ? []
    : values;
}

function wordsToNumber(words: Token[], values: number[], after: Token | undefined): Token {
  const first = words[0] as Token;
  const last = words.at(-1) as Token;
  const unit = unitWord(after);
  const value = valueOfWords(values.filter((item) => !Number.isNaN(item)));
  const end = unit && after ? after.end : last.end;
  const raw = words.map((word) => word.raw).join(' ');
  return {
    kind: 'number',
    raw,
    text: String(value),
    quantity: inPlainUnits({ value, unit, signed: false }),
    start: first.start,
    end,
  };
}

function unitWord(token: Token | undefined): Unit | null {
  if (token?.kind !== 'word' && token?.raw !== '%') return null;
  if (/^[a-z]$/.test(token.text)) return null;
  return unitOf(token.raw);
}
