import { evaluate, type Scope } from './evaluate.ts';
import { parseExpression, type Expression } from './expression.ts';
import { isTrue, show } from './filters.ts';
import { TemplateError } from './tokens.ts';

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'output'; value: Expression }
  | { kind: 'set'; target: string; value: Expression }
  | { kind: 'do'; value: Expression }
  | { kind: 'if'; branches: { condition: Expression | null; body: Node[] }[] }
  | { kind: 'for'; names: string[]; over: Expression; body: Node[] };

/** Renders a macro: `{% … %}` statements, `{ … }` values, as Klipper's templates use them. */
export function renderTemplate(source: string, scope: Scope): string {
  const reader: TagReader = { pieces: split(source), at: 0 };
  const nodes = block(reader, []);
  return run(nodes, { ...scope });
}

interface Piece {
  kind: 'text' | 'tag' | 'value';
  text: string;
}

interface TagReader {
  pieces: Piece[];
  at: number;
}

function split(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (from < source.length) {
    const open = source.indexOf('{', from);
    if (open < 0) break;
    if (open > from) pieces.push({ kind: 'text', text: source.slice(from, open) });
    const second = source[open + 1];
    if (second === '#') from = closing(source, open + 2, '#}');
    else if (second === '%') {
      from = closing(source, open + 2, '%}');
      pieces.push({
        kind: 'tag',
        text: source
          .slice(open + 2, from - 2)
          .replace(/^-|-$/g, '')
          .trim(),
      });
    } else {
      from = matchingBrace(source, open);
      pieces.push({ kind: 'value', text: source.slice(open + 1, from - 1) });
    }
  }
  if (from < source.length) pieces.push({ kind: 'text', text: source.slice(from) });
  return pieces;
}

function closing(source: string, from: number, mark: string): number {
  const at = source.indexOf(mark, from);
  if (at < 0) throw new TemplateError(`unexpected end of template, expected '${mark}'`);
  return at + mark.length;
}

/** The place after the brace that closes the one at `open`; braces of maps and those in quotes do not count. */
function matchingBrace(source: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < source.length; at++) {
    const letter = source[at] ?? '';
    if (quote) {
      if (letter === '\\') at++;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at + 1;
  }
  throw new TemplateError("unexpected end of template, expected 'end of print statement'.");
}

function block(reader: TagReader, until: string[]): Node[] {
  const nodes: Node[] = [];
  while (reader.at < reader.pieces.length) {
    const piece = reader.pieces[reader.at];
    if (!piece) break;
    if (piece.kind === 'text') nodes.push({ kind: 'text', text: piece.text });
    else if (piece.kind === 'value') nodes.push({ kind: 'output', value: parseExpression(piece.text) });
    else {
      const word = /^\w+/.exec(piece.text)?.[0] ?? '';
      if (until.includes(word)) return nodes;
      reader.at++;
      nodes.push(statement(reader, word, piece.text.slice(word.length).trim()));
      continue;
    }
    reader.at++;
  }
  if (until.length)
    throw new TemplateError(
      `Unexpected end of template. Jinja was looking for the following tags: '${until.join("' or '")}'.`,
    );
  return nodes;
}

function statement(reader: TagReader, word: string, rest: string): Node {
  if (word === 'set') {
    const equals = rest.indexOf('=');
    if (equals < 0) throw new TemplateError("expected token '='");
    return {
      kind: 'set',
      target: rest.slice(0, equals).trim(),
      value: parseExpression(rest.slice(equals + 1)),
    };
  }
  if (word === 'do') return { kind: 'do', value: parseExpression(rest) };
  if (word === 'if') return conditional(reader, rest);
  if (word === 'for') {
    const parts = /^([\w,\s]+?)\s+in\s+([\s\S]+)$/.exec(rest);
    if (!parts) throw new TemplateError("expected token 'in'");
    const body = block(reader, ['endfor']);
    reader.at++;
    return {
      kind: 'for',
      names: (parts[1] ?? '').split(',').map((name) => name.trim()),
      over: parseExpression(parts[2] ?? ''),
      body,
    };
  }
  throw new TemplateError(`Encountered unknown tag '${word}'.`);
}

function conditional(reader: TagReader, first: string): Node {
  const branches: { condition: Expression | null; body: Node[] }[] = [];
  let condition: Expression | null = parseExpression(first);
  for (;;) {
    branches.push({ condition, body: block(reader, ['elif', 'else', 'endif']) });
    const tag = reader.pieces[reader.at++]?.text ?? 'endif';
    if (tag.startsWith('endif')) return { kind: 'if', branches };
    condition = tag.startsWith('elif') ? parseExpression(tag.slice(4)) : null;
  }
}

function run(nodes: Node[], scope: Scope): string {
  let out = '';
  for (const node of nodes) {
    if (node.kind === 'text') out += node.text;
    else if (node.kind === 'output') out += show(evaluate(node.value, scope));
    else if (node.kind === 'do') evaluate(node.value, scope);
    else if (node.kind === 'set') assign(node.target, evaluate(node.value, scope), scope);
    else if (node.kind === 'if') {
      const branch = node.branches.find(
        (one) => one.condition === null || isTrue(evaluate(one.condition, scope)),
      );
      if (branch) out += run(branch.body, scope);
    } else out += loop(node, scope);
  }
  return out;
}

function assign(target: string, value: unknown, scope: Scope): void {
  const [name = '', field] = target.split('.');
  if (field === undefined) scope[name] = value;
  else (scope[name] as Scope)[field] = value;
}

function loop(node: Extract<Node, { kind: 'for' }>, scope: Scope): string {
  const over = evaluate(node.over, scope);
  const items: unknown[] = Array.isArray(over)
    ? over
    : typeof over === 'object' && over !== null
      ? Object.keys(over)
      : [];
  let out = '';
  for (const [index, item] of items.entries()) {
    const inner: Scope = {
      ...scope,
      loop: {
        index: index + 1,
        index0: index,
        first: index === 0,
        last: index === items.length - 1,
        length: items.length,
      },
    };
    for (const [position, name] of node.names.entries())
      inner[name] = node.names.length === 1 ? item : (item as unknown[])[position];
    out += run(node.body, inner);
  }
  return out;
}
