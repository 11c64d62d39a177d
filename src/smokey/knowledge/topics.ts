import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from '../prompt/folder.ts';

/** One file of prompts/knowledge. */
export interface Topic {
  /** The file's name without its ending; what answers cite. */
  id: string;
  title: string;
  aliases: string[];
  sources: string[];
  /** Shown when a step is physical; null where there is none. */
  safety: string | null;
  /** Markdown without front matter and title line. */
  body: string;
  /** Parts of the body that make sense by themselves, in order. */
  passages: string[];
}

let loaded: Topic[] | null = null;

/** All topics, read once. Throws when the folder or a file's front matter is missing. */
export function loadKnowledge(folder = join(promptsFolder(), 'knowledge')): Topic[] {
  if (loaded && folder === join(promptsFolder(), 'knowledge')) return loaded;
  const topics = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => parseTopic(name.slice(0, -3), readFileSync(join(folder, name), 'utf8')));
  if (!topics.length) throw new Error(`There is no knowledge (*.md) in ${folder}.`);
  if (folder === join(promptsFolder(), 'knowledge')) loaded = topics;
  return topics;
}

/** Reads one file: front matter of titles and lists, then markdown. */
export function parseTopic(id: string, text: string): Topic {
  const match = /^---\n([\s\S]*?)\n---\n+([\s\S]*)$/.exec(text);
  if (!match)
    throw new Error(`The knowledge file ${id}.md has no front matter. Begin it with --- and a title.`);
  const [, front = '', rest = ''] = match;
  const body = rest.replace(/^# .*\n+/, '').trim();
  return {
    id,
    title: scalar(front, 'title') ?? id,
    aliases: listOf(front, 'aliases'),
    sources: listOf(front, 'sources'),
    safety: scalar(front, 'safety'),
    body,
    passages: split(body),
  };
}

function scalar(front: string, name: string): string | null {
  const match = new RegExp(`^${name}:\\s*"(.*)"\\s*$`, 'm').exec(front);
  return match?.[1]?.replace(/\\"/g, '"') ?? null;
}

function listOf(front: string, name: string): string[] {
  const block = new RegExp(`^${name}:\\s*\\n((?:\\s+- .*\\n?)+)`, 'm').exec(front)?.[1] ?? '';
  return block.split('\n').flatMap((line) => /^\s+- "?(.*?)"?\s*$/.exec(line)?.[1] ?? []);
}

const LONGEST_PASSAGE = 700;
/** So short a paragraph before a list only announces it. */
const SHORT_LEAD = 80;

/** Cuts at headings and blank lines, keeping a paragraph with the list that follows it and code whole. */
function split(body: string): string[] {
  const blocks = body.split(/\n{2,}(?![^`]*```\s*\n\n)/);
  const passages: string[] = [];
  for (const block of blocks) {
    const before = passages.at(-1);
    const leadsIn =
      before !== undefined &&
      (/:\s*$/.test(before) ||
        /^#+ .*$/.test(before.split('\n').at(-1) ?? '') ||
        (before.length < SHORT_LEAD && /^(?:[-*] |\d+\. )/.test(block)));
    const fits =
      before !== undefined && before.length + block.length <= LONGEST_PASSAGE && !/^(?:#|\*\*)/.test(block);
    if (before !== undefined && (leadsIn || (fits && before.length < LONGEST_PASSAGE / 3)))
      passages[passages.length - 1] = `${before}\n\n${block}`;
    else passages.push(block);
  }
  return passages;
}
