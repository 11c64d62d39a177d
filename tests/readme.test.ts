import { readFileSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../mcp-server/index.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const readme = read('README.md');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

describe('README', () => {
  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm run (?:--silent )?([a-z]+)|npm (start|test)/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('has a picture and links that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)]
      .map((m) => m[1] ?? '')
      .filter((link) => !link.startsWith('http'))
      .map((link) => link.replace(/#.*/, ''));
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !existsSync(new URL(`../${link}`, import.meta.url)))).toEqual([]);
  });

  it('leads to the table of all tools, which its own test keeps current', () => {
    expect(readme).toContain('](mcp-server/README.md#tools)');
    const table = read('mcp-server/README.md').split('\n## Tools\n')[1] ?? '';
    for (const { name } of registry.all) expect(table).toContain(`| \`${name}\``);
  });

  it('explains the tunnel in eight lines', () => {
    const block = readme.split('## From outside')[1]?.match(/```sh\n([\s\S]*?)```/)?.[1] ?? '';
    expect(block.trim().split('\n').length).toBeLessThanOrEqual(8);
  });
});
