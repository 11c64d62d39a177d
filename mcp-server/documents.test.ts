import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelVisible, tokensOf, toolTable } from './documents.ts';
import { publish } from './published.ts';
import { DEFAULT_TOOLSETS } from './server.ts';
import { annotationsOf } from './tool.ts';
import { registry } from './tools/index.ts';

const published = registry.all.map(publish);
const readme = join(import.meta.dirname, 'README.md');
const MARKS = ['<!-- tools -->', '<!-- end of tools -->'] as const;

/** Tables are padded by the formatter. */
const unpadded = (text: string) =>
  text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').replaceAll('| ---', '|---').replaceAll('--- |', '---|');

describe('published tools', () => {
  it('fit the budgets of what a model sees and of the whole list', () => {
    const offered = registry.all.filter((tool) => DEFAULT_TOOLSETS.includes(tool.toolset)).map(publish);
    expect(tokensOf(published.map(modelVisible))).toBeLessThanOrEqual(3_800);
    expect(tokensOf(offered.map(modelVisible))).toBeLessThanOrEqual(3_000);
    expect(tokensOf({ tools: published })).toBeLessThanOrEqual(9_000);
  });

  it.each(published.map((tool) => [tool.name, tool] as const))('%s is as reviewed', async (name, tool) => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(`fixtures/published/${name}.json`);
  });

  it('have all four hints, a title, a description and schemas of objects', () => {
    for (const tool of published) {
      expect(Object.keys(tool.annotations)).toHaveLength(4);
      expect(tool.title.length * tool.description.length).toBeGreaterThan(0);
      expect([tool.inputSchema.type, tool.outputSchema.type]).toEqual(['object', 'object']);
    }
  });

  it('bound every number', () => {
    const loose = published.flatMap((tool) =>
      Object.entries(tool.inputSchema.properties ?? {})
        .filter(([, schema]) => ['number', 'integer'].includes((schema as { type?: string }).type ?? ''))
        .filter(([, schema]) => !('minimum' in (schema as object)) || !('maximum' in (schema as object)))
        .map(([key]) => `${tool.name}.${key}`),
    );
    expect(loose).toEqual([]);
  });

  it('derive their hints from the effect', () => {
    for (const tool of registry.all) {
      expect(annotationsOf(tool).readOnlyHint, tool.name).toBe(tool.effect === 'reads');
    }
    expect(registry.all.filter((tool) => tool.effect === 'stops').map((tool) => tool.name)).toEqual([
      'emergency_stop',
    ]);
  });

  it('are all listed: a file of tools/ that is missing from tools/index.ts would never be seen', () => {
    const files = readdirSync(join(import.meta.dirname, 'tools'))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts')
      .map((name) => name.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual(registry.all.map((tool) => tool.name).sort());
  });

  it('stand in the README as they are', () => {
    const text = readFileSync(readme, 'utf8');
    const [start, end] = MARKS;
    const from = text.indexOf(start);
    const to = text.indexOf(end);
    expect(from, 'the README has a place for the table of tools').toBeGreaterThan(-1);
    const wanted = `${text.slice(0, from)}${start}\n\n${toolTable()}\n\n${text.slice(to)}`;
    if (process.env.UPDATE_README === '1') writeFileSync(readme, wanted);
    expect(unpadded(text)).toBe(unpadded(wanted));
  });
});
