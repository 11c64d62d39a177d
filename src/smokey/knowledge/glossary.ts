import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from '../prompt/folder.ts';

/** A word or command of printing. */
export interface Term {
  /** As it is written: "M109", "z hop". */
  name: string;
  /** All ways it is written, in lower case, the longest first. */
  names: string[];
  /** What it is, in a sentence or two. */
  text: string;
  /** The topic with more about it. */
  topic: string | null;
}

let loaded: Term[] | null = null;

/** The words of prompts/glossary.md, read once. */
export function loadGlossary(): Term[] {
  loaded ??= parseGlossary(readFileSync(join(promptsFolder(), 'glossary.md'), 'utf8'));
  return loaded;
}

/** Reads lines of `- NAME | other names | what it is | topic`; other lines are for people. */
export function parseGlossary(text: string): Term[] {
  return text.split('\n').flatMap((line) => {
    const [name, others, about, topic] = line
      .replace(/^- /, '')
      .split('|')
      .map((part) => part.trim());
    if (!line.startsWith('- ') || !name || !about) return [];
    const names = [...name.split(', '), ...(others ?? '').split(';')].map((item) =>
      item.trim().toLowerCase(),
    );
    return [
      {
        name,
        names: [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length),
        text: about,
        topic: topic || null,
      },
    ];
  });
}

/** The words that stand in a text, in their order there; of two that overlap the longer. */
export function termsIn(text: string, glossary: readonly Term[] = loadGlossary()): Term[] {
  const found: { term: Term; from: number; to: number }[] = [];
  for (const term of glossary)
    for (const name of term.names) {
      const at = wordAt(text.toLowerCase(), name);
      if (at >= 0) found.push({ term, from: at, to: at + name.length });
    }
  const longest = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.from <= one.from &&
          other.to >= one.to &&
          other.to - other.from > one.to - one.from,
      ),
  );
  longest.sort((a, b) => a.from - b.from);
  return [...new Set(longest.map(({ term }) => term))];
}

function wordAt(text: string, name: string): number {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.search(new RegExp(String.raw`(?<![\p{L}\d_])${escaped}(?![\p{L}\d_])`, 'u'));
}
