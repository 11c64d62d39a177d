import { TemplateError, tokenize, type Token } from './tokens.ts';

export type Expression =
  | { kind: 'value'; value: unknown }
  | { kind: 'name'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'map'; entries: [Expression, Expression][] }
  | { kind: 'member'; of: Expression; key: Expression }
  | { kind: 'call'; target: Expression; values: Expression[]; named: [string, Expression][] }
  | { kind: 'filter'; of: Expression; name: string; values: Expression[]; named: [string, Expression][] }
  | { kind: 'test'; of: Expression; name: string; values: Expression[]; negated: boolean }
  | { kind: 'unary'; operator: string; of: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'choice'; condition: Expression; then: Expression; otherwise: Expression | null };

interface Reader {
  tokens: Token[];
  at: number;
}

const peek = (reader: Reader): Token => reader.tokens[reader.at] ?? { kind: 'end', value: '' };

function next(reader: Reader): Token {
  const token = peek(reader);
  reader.at++;
  return token;
}

function accept(reader: Reader, value: string): boolean {
  const token = peek(reader);
  if (token.value !== value || (token.kind !== 'operator' && token.kind !== 'name')) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, value: string): void {
  if (!accept(reader, value))
    throw new TemplateError(`expected token '${value}', got '${peek(reader).value || 'end of template'}'`);
}

/** Parses a whole expression. */
export function parseExpression(source: string): Expression {
  const reader = { tokens: tokenize(source), at: 0 };
  const expression = parseItems(reader);
  if (peek(reader).kind !== 'end') throw new TemplateError(`unexpected '${peek(reader).value}'`);
  return expression;
}

function parseItems(reader: Reader): Expression {
  const first = choice(reader);
  if (peek(reader).value !== ',' || peek(reader).kind !== 'operator') return first;
  const items = [first];
  while (accept(reader, ',')) if (peek(reader).kind !== 'end') items.push(choice(reader));
  return { kind: 'list', items };
}

function choice(reader: Reader): Expression {
  const value = binary(reader, 0);
  if (!accept(reader, 'if')) return value;
  const condition = binary(reader, 0);
  const otherwise = accept(reader, 'else') ? choice(reader) : null;
  return { kind: 'choice', condition, then: value, otherwise };
}

const levels: string[][] = [
  ['or'],
  ['and'],
  ['not'],
  ['==', '!=', '<', '>', '<=', '>=', 'in', 'is'],
  ['~'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

function binary(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (!operators) return unary(reader);
  if (operators[0] === 'not') {
    return accept(reader, 'not')
      ? { kind: 'unary', operator: 'not', of: binary(reader, level) }
      : binary(reader, level + 1);
  }
  let left = binary(reader, level + 1);
  for (;;) {
    const token = peek(reader);
    if (
      token.kind === 'name' &&
      token.value === 'not' &&
      operators.includes('in') &&
      reader.tokens[reader.at + 1]?.value === 'in'
    ) {
      reader.at += 2;
      left = {
        kind: 'unary',
        operator: 'not',
        of: { kind: 'binary', operator: 'in', left, right: binary(reader, level + 1) },
      };
    } else if ((token.kind === 'operator' || token.kind === 'name') && operators.includes(token.value)) {
      reader.at++;
      left =
        token.value === 'is'
          ? test(reader, left)
          : { kind: 'binary', operator: token.value, left, right: binary(reader, level + 1) };
    } else return left;
  }
}

function test(reader: Reader, of: Expression): Expression {
  const negated = accept(reader, 'not');
  const name = next(reader).value;
  const values = accept(reader, '(') ? argumentsOf(reader).values : [];
  return { kind: 'test', of, name, values, negated };
}

function unary(reader: Reader): Expression {
  if (accept(reader, '-')) {
    return postfix(reader, { kind: 'unary', operator: '-', of: postfix(reader, primary(reader), false) });
  }
  if (accept(reader, '+')) return unary(reader);
  const value = postfix(reader, primary(reader));
  if (accept(reader, '**')) return { kind: 'binary', operator: '**', left: value, right: unary(reader) };
  return value;
}

/** Members, calls and filters. A minus binds closer than a filter: `-3|abs` is 3. */
function postfix(reader: Reader, start: Expression, withFilters = true): Expression {
  let value = start;
  for (;;) {
    if (accept(reader, '.'))
      value = { kind: 'member', of: value, key: { kind: 'value', value: next(reader).value } };
    else if (accept(reader, '[')) {
      value = index(reader, value);
    } else if (accept(reader, '(')) value = { kind: 'call', target: value, ...argumentsOf(reader) };
    else if (withFilters && accept(reader, '|')) {
      const name = next(reader).value;
      const given = accept(reader, '(') ? argumentsOf(reader) : { values: [], named: [] };
      value = { kind: 'filter', of: value, name, ...given };
    } else return value;
  }
}

function index(reader: Reader, of: Expression): Expression {
  const nothing: Expression = { kind: 'value', value: null };
  const from = peek(reader).value === ':' ? nothing : choice(reader);
  if (accept(reader, ':')) {
    const to = peek(reader).value === ']' ? nothing : choice(reader);
    expect(reader, ']');
    return { kind: 'filter', of, name: 'slice_range', values: [from, to], named: [] };
  }
  expect(reader, ']');
  return { kind: 'member', of, key: from };
}

function argumentsOf(reader: Reader): { values: Expression[]; named: [string, Expression][] } {
  const values: Expression[] = [];
  const named: [string, Expression][] = [];
  while (!accept(reader, ')')) {
    const token = peek(reader);
    if (
      token.kind === 'name' &&
      reader.tokens[reader.at + 1]?.value === '=' &&
      reader.tokens[reader.at + 1]?.kind === 'operator'
    ) {
      reader.at += 2;
      named.push([token.value, choice(reader)]);
    } else values.push(choice(reader));
    if (peek(reader).value !== ')') expect(reader, ',');
  }
  return { values, named };
}

const constants: Record<string, unknown> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

function primary(reader: Reader): Expression {
  const token = next(reader);
  if (token.kind === 'number') return { kind: 'value', value: Number(token.value) };
  if (token.kind === 'text') return { kind: 'value', value: token.value };
  if (token.kind === 'name') {
    return token.value in constants
      ? { kind: 'value', value: constants[token.value] }
      : { kind: 'name', name: token.value };
  }
  if (token.value === '(') {
    if (accept(reader, ')')) return { kind: 'list', items: [] };
    const inner = parseItems(reader);
    expect(reader, ')');
    return inner;
  }
  if (token.value === '[') return { kind: 'list', items: listUntil(reader, ']') };
  if (token.value === '{') return map(reader);
  throw new TemplateError(`unexpected '${token.value || 'end of template'}'`);
}

function listUntil(reader: Reader, closing: string): Expression[] {
  const items: Expression[] = [];
  while (!accept(reader, closing)) {
    items.push(choice(reader));
    if (peek(reader).value !== closing) expect(reader, ',');
  }
  return items;
}

function map(reader: Reader): Expression {
  const entries: [Expression, Expression][] = [];
  while (!accept(reader, '}')) {
    const key = choice(reader);
    expect(reader, ':');
    entries.push([key, choice(reader)]);
    if (peek(reader).value !== '}') expect(reader, ',');
  }
  return { kind: 'map', entries };
}
