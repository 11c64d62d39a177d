import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface PromptFile {
  name: string;
  title: string;
  description: string;
  /** At most one argument besides the printer. */
  argument: { name: string; description: string } | null;
  text: string;
}

let cached: PromptFile[] | null = null;

/** The prompts of `prompts/mcp`, read once. */
export function promptFiles(): PromptFile[] {
  return (cached ??= readdirSync(folder())
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parsePrompt(file.replace(/\.md$/, ''), readFileSync(join(folder(), file), 'utf8'))));
}

/** Upwards from here and from the working directory: bundled code lies in another folder. */
function folder(): string {
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let at = start; at !== dirname(at); at = dirname(at)) {
      const candidate = join(at, 'prompts', 'mcp');
      if (existsSync(join(candidate, 'pre_print_check.md'))) return candidate;
    }
  }
  throw new Error('There is no prompts/mcp folder. Run from a whole checkout.');
}

/** A head of `key: value` lines between `---`, then the text. */
export function parsePrompt(name: string, source: string): PromptFile {
  const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(source);
  if (!parts) throw new Error(`The prompt ${name} has no head.`);
  const head = new Map(
    parts[1]!.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const [argument, about] = (head.get('argument') ?? '').split('|').map((text) => text.trim());
  return {
    name,
    title: head.get('title') ?? name,
    description: head.get('description') ?? '',
    argument: argument ? { name: argument, description: about ?? '' } : null,
    text: parts[2]!.trim(),
  };
}
