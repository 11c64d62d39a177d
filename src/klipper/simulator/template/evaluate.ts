import type { Expression } from './expression.ts';
import { filters, isTrue, show, tests } from './filters.ts';
import { formatPercent } from './format.ts';
import { TemplateError } from './tokens.ts';

export type Scope = Record<string, unknown>;

/** The value of an expression. Unknown names are undefined, as in Jinja2. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'name':
      return Object.hasOwn(scope, expression.name) ? scope[expression.name] : globals[expression.name];
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'map':
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [show(evaluate(key, scope)), evaluate(value, scope)]),
      );
    case 'member':
      return member(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case 'call':
      return call(expression, scope);
    case 'filter':
      return filter(expression, scope);
    case 'test':
      return test(expression, scope);
    case 'unary': {
      const value = evaluate(expression.of, scope);
      return expression.operator === 'not' ? !isTrue(value) : -toNumber(value);
    }
    case 'binary':
      return binary(expression, scope);
    case 'choice':
      if (isTrue(evaluate(expression.condition, scope))) return evaluate(expression.then, scope);
      return expression.otherwise ? evaluate(expression.otherwise, scope) : '';
  }
}

const globals: Scope = {
  range: (...bounds: number[]) => {
    const [start, stop, step] =
      bounds.length === 1 ? [0, bounds[0] ?? 0, 1] : [bounds[0] ?? 0, bounds[1] ?? 0, bounds[2] ?? 1];
    const out: number[] = [];
    for (let value = start; step > 0 ? value < stop : value > stop; value += step)
      if (out.push(value) > 10000) break;
    return out;
  },
  namespace: (named: Scope = {}) => ({ ...named }),
  dict: (named: Scope = {}) => ({ ...named }),
};

function member(of: unknown, key: unknown): unknown {
  if (of === undefined || of === null) throw new TemplateError(`'None' has no attribute '${show(key)}'`);
  if (Array.isArray(of)) {
    if (typeof key === 'number') return of[key < 0 ? of.length + key : key];
    return (
      { x: of[0], y: of[1], z: of[2], e: of[3], append: (value: unknown) => void of.push(value) } as Scope
    )[show(key)];
  }
  if (typeof of === 'string') return typeof key === 'number' ? of.at(key) : stringMethod(of, show(key));
  if (typeof of === 'object') {
    const object = of as Scope;
    const name = show(key);
    if (Object.hasOwn(object, name)) return object[name];
    if (name === 'items') return () => Object.entries(object);
    if (name === 'keys') return () => Object.keys(object);
    if (name === 'values') return () => Object.values(object);
    if (name === 'get')
      return (wanted: unknown, fallback?: unknown) =>
        Object.hasOwn(object, show(wanted)) ? object[show(wanted)] : (fallback ?? null);
    if (name === 'update') return (more: Scope) => void Object.assign(object, more);
  }
  return undefined;
}

function stringMethod(text: string, name: string): unknown {
  const methods: Scope = {
    lower: () => text.toLowerCase(),
    upper: () => text.toUpperCase(),
    strip: () => text.trim(),
    split: (by?: string) => (by === undefined ? text.trim().split(/\s+/) : text.split(by)),
    replace: (from: string, to: string) => text.replaceAll(from, to),
    startswith: (start: string) => text.startsWith(start),
    endswith: (end: string) => text.endsWith(end),
    format: (...values: unknown[]) =>
      values.reduce<string>((out, value) => out.replace(/\{\d*\}/, show(value)), text),
  };
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function call(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): unknown {
  const target = evaluate(expression.target, scope);
  if (typeof target !== 'function') throw new TemplateError(`'${describe(expression.target)}' is undefined`);
  const values: unknown[] = expression.values.map((value) => evaluate(value, scope));
  if (expression.named.length)
    values.push(Object.fromEntries(expression.named.map(([name, value]) => [name, evaluate(value, scope)])));
  return (target as (...given: unknown[]) => unknown)(...values);
}

function describe(expression: Expression): string {
  return expression.kind === 'name'
    ? expression.name
    : expression.kind === 'member' && expression.key.kind === 'value'
      ? show(expression.key.value)
      : 'value';
}

function filter(expression: Extract<Expression, { kind: 'filter' }>, scope: Scope): unknown {
  const run = filters[expression.name];
  if (!run) throw new TemplateError(`No filter named '${expression.name}'.`);
  const values = expression.values.map((value) => evaluate(value, scope));
  const named = Object.fromEntries(expression.named.map(([name, value]) => [name, evaluate(value, scope)]));
  return run(evaluate(expression.of, scope), values, named);
}

function test(expression: Extract<Expression, { kind: 'test' }>, scope: Scope): boolean {
  const run = tests[expression.name];
  if (!run) throw new TemplateError(`No test named '${expression.name}'.`);
  const result = run(
    evaluate(expression.of, scope),
    expression.values.map((value) => evaluate(value, scope)),
  );
  return result !== expression.negated;
}

export function toNumber(value: unknown): number {
  const number = typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : NaN;
  if (Number.isNaN(number))
    throw new TemplateError(
      `unsupported operand type(s): '${typeof value === 'string' ? 'str' : 'NoneType'}'`,
    );
  return number;
}

function binary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): unknown {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  if (operator === 'and') return isTrue(left) ? evaluate(expression.right, scope) : left;
  if (operator === 'or') return isTrue(left) ? left : evaluate(expression.right, scope);
  const right = evaluate(expression.right, scope);
  if (operator === '~') return show(left) + show(right);
  if (operator === '==') return same(left, right);
  if (operator === '!=') return !same(left, right);
  if (operator === 'in') return contains(right, left);
  if (typeof left === 'string' && operator === '%')
    return formatPercent(left, Array.isArray(right) ? right : [right]);
  if (typeof left === 'string' && typeof right === 'string') return textOperation(operator, left, right);
  if (Array.isArray(left) && Array.isArray(right) && operator === '+') return [...left, ...right];
  if (typeof left === 'string' && operator === '*') return left.repeat(toNumber(right));
  return arithmetic(operator, toNumber(left), toNumber(right));
}

function textOperation(operator: string, left: string, right: string): unknown {
  if (operator === '+') return left + right;
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  if (operator === '<=') return left <= right;
  if (operator === '>=') return left >= right;
  throw new TemplateError(`unsupported operand type(s) for ${operator}: 'str' and 'str'`);
}

function same(left: unknown, right: unknown): boolean {
  return Array.isArray(left) || Array.isArray(right)
    ? JSON.stringify(left) === JSON.stringify(right)
    : left === right;
}

function contains(container: unknown, wanted: unknown): boolean {
  if (Array.isArray(container)) return container.some((item) => same(item, wanted));
  if (typeof container === 'string') return container.includes(show(wanted));
  return typeof container === 'object' && container !== null && Object.hasOwn(container, show(wanted));
}

function arithmetic(operator: string, left: number, right: number): number | boolean {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return left ** right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
  }
  if (right === 0) throw new TemplateError('division by zero');
  if (operator === '/') return left / right;
  if (operator === '//') return Math.floor(left / right);
  return left - right * Math.floor(left / right);
}
