import { TemplateError } from './tokens.ts';

type Filter = (value: unknown, values: unknown[], named: Record<string, unknown>) => unknown;

/** Truth as Python sees it: 0, empty text, empty lists and None are false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Text of a value as Python prints it. */
export function show(value: unknown): string {
  if (value === undefined) return '';
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return `[${value.map((item) => (typeof item === 'string' ? `'${item}'` : show(item))).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `'${key}': ${typeof item === 'string' ? `'${item}'` : show(item)}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? value : typeof value === 'function' ? '<function>' : '';
}

function parseNumber(value: unknown): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? [...value]
      : typeof value === 'object' && value !== null
        ? Object.keys(value)
        : [];

const byAttribute =
  (named: Record<string, unknown>) =>
  (item: unknown): unknown =>
    named.attribute === undefined ? item : (item as Record<string, unknown>)[show(named.attribute)];

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return show(left).localeCompare(show(right));
}

export const filters: Record<string, Filter> = {
  default: (value, [fallback, boolean], named) =>
    value === undefined || ((boolean === true || named.boolean === true) && !isTrue(value))
      ? fallback
      : value,
  float: (value, [fallback]) => {
    const number = parseNumber(value);
    return Number.isNaN(number) ? (fallback ?? 0) : number;
  },
  int: (value, [fallback]) => {
    const number = parseNumber(value);
    return Number.isNaN(number) ? (fallback ?? 0) : Math.trunc(number);
  },
  string: (value) => show(value),
  round: (value, [digits, method]) => {
    const scale = 10 ** (typeof digits === 'number' ? digits : 0);
    const scaled = parseNumber(value) * scale;
    return (
      (method === 'floor' ? Math.floor(scaled) : method === 'ceil' ? Math.ceil(scaled) : Math.round(scaled)) /
      scale
    );
  },
  abs: (value) => Math.abs(parseNumber(value)),
  lower: (value) => show(value).toLowerCase(),
  upper: (value) => show(value).toUpperCase(),
  title: (value) => show(value).replace(/\b\w/g, (letter) => letter.toUpperCase()),
  capitalize: (value) => show(value).slice(0, 1).toUpperCase() + show(value).slice(1).toLowerCase(),
  trim: (value) => show(value).trim(),
  replace: (value, [from, to]) => show(value).replaceAll(show(from), show(to)),
  length: (value) => list(value).length,
  count: (value) => list(value).length,
  list: (value) => list(value),
  first: (value) => list(value)[0],
  last: (value) => list(value).at(-1),
  join: (value, [by]) =>
    list(value)
      .map(show)
      .join(by === undefined ? '' : show(by)),
  min: (value, _values, named) => list(value).map(byAttribute(named)).sort(compare)[0],
  max: (value, _values, named) => list(value).map(byAttribute(named)).sort(compare).at(-1),
  sum: (value) => list(value).reduce<number>((sum, item) => sum + parseNumber(item), 0),
  sort: (value) => [...list(value)].sort(compare),
  reverse: (value) => [...list(value)].reverse(),
  unique: (value) => [...new Set(list(value))],
  map: (value, [name], named) => {
    if (named.attribute !== undefined) return list(value).map(byAttribute(named));
    const run = filters[show(name)];
    if (!run) throw new TemplateError(`No filter named '${show(name)}'.`);
    return list(value).map((item) => run(item, [], {}));
  },
  tojson: (value) => JSON.stringify(value),
  slice_range: (value, [from, to]) => {
    const start = typeof from === 'number' ? from : undefined;
    const stop = typeof to === 'number' ? to : undefined;
    return typeof value === 'string' ? value.slice(start, stop) : list(value).slice(start, stop);
  },
};
filters.d = filters.default as Filter;
filters.select = (value) => list(value).filter(isTrue);

export const tests: Record<string, (value: unknown, values: unknown[]) => boolean> = {
  defined: (value) => value !== undefined,
  undefined: (value) => value === undefined,
  none: (value) => value === null,
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  mapping: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  iterable: (value) => Array.isArray(value) || typeof value === 'string',
  true: (value) => value === true,
  false: (value) => value === false,
  odd: (value) => parseNumber(value) % 2 !== 0,
  even: (value) => parseNumber(value) % 2 === 0,
  divisibleby: (value, [by]) => parseNumber(value) % parseNumber(by) === 0,
  in: (value, [container]) => list(container).includes(value),
};
