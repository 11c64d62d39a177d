/** Pieces of an expression of the macro language (a useful part of Jinja2). */
export interface Token {
  kind: 'number' | 'text' | 'name' | 'operator' | 'end';
  value: string;
}

export class TemplateError extends Error {
  override name = 'TemplateError';
}

const pattern =
  /\s*(?:(\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+|\d+(?:[eE][-+]?\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(\*\*|\/\/|==|!=|<=|>=|[-+*/%~<>()[\]{},.:|=]))/y;

/** Splits an expression. Throws TemplateError where it cannot be read. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const text = source.trimEnd();
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new TemplateError(`unexpected char '${text.slice(at).trim()[0] ?? ''}' at ${at}`);
    at = pattern.lastIndex;
    const [, number, quoted, name, operator] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: unescape(quoted.slice(1, -1)) });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'operator', value: operator ?? '' });
  }
  tokens.push({ kind: 'end', value: '' });
  return tokens;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_whole, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
  );
}
