import { getLocale } from '#lib/paraglide/runtime.js';

/** Non-breaking space between a number and its unit. */
const NBSP = '\u00a0';

/** The locale whose numbers, clocks and dates are used. Plain "en" reads a 24-hour clock, as the machines do. */
function region(): string {
  const locale: string = getLocale();
  return locale === 'en' ? 'en-GB' : locale;
}

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** A number with at most and at least `digits` decimals, in the reader's notation. */
export function number(value: number, digits = 0): string {
  const key = `${region()} ${digits}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(region(), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    numbers.set(key, format);
  }
  return format.format(value).replace('-', '−');
}

function date(ms: number, options: Intl.DateTimeFormatOptions): string {
  const key = region() + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(region(), options);
    dates.set(key, format);
  }
  return format.format(ms);
}

/** Words that others follow end with a full stop; what Klipper says, or a heading, may have none. */
export const sentence = (words: string): string =>
  words === '' || /[.!?:…]['"”’)]*$/.test(words) ? words : `${words}.`;

/** "18:06" */
export const clock = (ms: number): string =>
  date(ms, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "16:14:52" */
export const clockSeconds = (ms: number): string =>
  date(ms, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** "Sunday 22 November" */
export const longDay = (ms: number): string => date(ms, { weekday: 'long', day: 'numeric', month: 'long' });

/** "22 Nov" */
export const shortDay = (ms: number): string => date(ms, { day: 'numeric', month: 'short' });

/** "Fri" */
export const weekday = (ms: number): string => date(ms, { weekday: 'short' });

/** Whole days between the reader's calendar days of two moments. */
export function daysApart(earlierMs: number, laterMs: number): number {
  const day = (ms: number) => {
    const at = new Date(ms);
    return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;
  };
  return day(laterMs) - day(earlierMs);
}

/** A figure that keeps its unit beside it. */
export const withUnit = (figure: string, unit: string): string => figure + NBSP + unit;

/** Sentences from elsewhere, in which a figure keeps its unit as well. */
export const unbroken = (sentence: string): string =>
  sentence.replace(/(\d) (?=(?:°C|%|mm|m|g|s|min|h|Hz|MB|GB)(?!\p{L}))/gu, `$1${NBSP}`);

/** "54.8 Hz" */
export const measure = (value: number, unit: string, digits = 0): string =>
  withUnit(number(value, digits), unit);

/** "204.8 °C" */
export const celsius = (value: number, digits = 1): string => measure(value, '°C', digits);

/** A target as people write it: whole numbers without a decimal. */
export const target = (value: number): string => number(value, Number.isInteger(value) ? 0 : 1);

/** "62 %" from 0..1 */
export const percent = (fraction: number): string => measure(Math.floor(fraction * 100 + 1e-9), '%');

/** "1 h 52 min", "12 min", "34 s"; from seconds. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}${NBSP}s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes}${NBSP}min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 72) return `${Math.floor(hours / 24)}${NBSP}d ${hours % 24}${NBSP}h`;
  const rest = minutes % 60;
  return rest === 0 ? `${hours}${NBSP}h` : `${hours}${NBSP}h ${String(rest).padStart(2, '0')}${NBSP}min`;
}

/** "4:12", from seconds. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** "17.8 MB", in steps of 1000 as files are sold and shown by Moonraker's own pages. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return measure(size, units[unit] ?? '', unit === 0 || size >= 100 ? 0 : 1);
}

/** "41 ms" or "1.2 s" */
export const took = (ms: number): string =>
  ms < 1000 ? measure(Math.round(ms), 'ms') : measure(ms / 1000, 's', 1);

/** "14.8 m" from millimetres. */
export const metres = (millimetres: number): string => measure(millimetres / 1000, 'm', 1);

// Control characters are what is looked for.
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What turns the direction of the letters after it. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const codeOf = (sign: string) => `⟦U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`;

/** Text from outside (names of files, macros, printers) with hidden characters shown as their code. */
export const visible = (text: string): string => text.replace(HIDDEN, codeOf);

/** Prose, in which lines end and emoji are joined: only what would turn letters round is shown as its code. */
export const unturned = (text: string): string => text.replace(TURNS, codeOf);

/** An address without what goes without saying: `http://` and Moonraker's usual port. */
export const shortAddress = (address: string): string =>
  address.replace(/^http:\/\//, '').replace(/:7125\/?$/, '');

/** The last part of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
