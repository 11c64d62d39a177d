import type { Language } from '../language/lexicon/types.ts';

const COMMA: ReadonlySet<Language> = new Set(['sv', 'de', 'es', 'fr']);

/** A number with at most `digits` decimals and the language's decimal sign. */
export function number(value: number, language: Language, digits = 1): string {
  const rounded = Number(value.toFixed(digits));
  const text = String(Object.is(rounded, -0) ? 0 : rounded);
  return COMMA.has(language) ? text.replace('.', ',') : text;
}

export const celsius = (value: number | null, language: Language): string =>
  value === null ? '?' : `${number(value, language)} °C`;
export const millimetres = (value: number, language: Language, digits = 2): string =>
  `${number(value, language, digits)} mm`;
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** "46 min", "1 h 21 min", "40 s". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (!hours) return `${minutes} min`;
  return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
}

/** Filament as metres, with the grams where known. */
export function filament(lengthMillimetres: number | null, grams: number | null, language: Language): string {
  const parts = [];
  if (lengthMillimetres !== null)
    parts.push(
      lengthMillimetres >= 1000
        ? `${number(lengthMillimetres / 1000, language, 2)} m`
        : `${Math.round(lengthMillimetres)} mm`,
    );
  if (grams !== null) parts.push(`${number(grams, language)} g`);
  return parts.join(', ');
}

export function clockTime(epochMilliseconds: number): string {
  const date = new Date(epochMilliseconds);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

export function bytes(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
  return value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(value / 1e3))} kB`;
}

const AND: Record<Language, string> = { en: 'and', sv: 'och', de: 'und', es: 'y', fr: 'et' };
const OR: Record<Language, string> = { en: 'or', sv: 'eller', de: 'oder', es: 'o', fr: 'ou' };

export function list(items: readonly string[], language: Language, word: 'and' | 'or' = 'and'): string {
  const joiner = (word === 'and' ? AND : OR)[language];
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${joiner} ${items.at(-1)}`;
}
