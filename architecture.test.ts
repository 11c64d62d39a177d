import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The arrows of ARCHITECTURE.md, run as a test. A ring may import itself, npm packages and what is listed. */
const root = import.meta.dirname;
const arrows: Record<string, string[]> = {
  prompts: [],
  'src/klipper': [],
  'mcp-server': ['src/klipper', 'prompts'],
  'src/smokey': ['mcp-server', 'src/klipper', 'prompts'],
  web: ['src/smokey', 'mcp-server', 'src/klipper', 'prompts', 'package.json'],
  evals: ['src/smokey', 'mcp-server', 'src/klipper', 'prompts'],
};
const aliases: Record<string, string> = {
  '#klipper': 'src/klipper',
  '#mcp': 'mcp-server',
  '#smokey': 'src/smokey',
  '#lib': 'web/lib',
};
/** Start-up code and measurements may name the simulator; nothing else knows that a printer is simulated. */
const mayNameSimulator = [
  /^src\/klipper\/simulator\//,
  /^web\/lib\/server\/practice/,
  /^evals\//,
  /^tests\//,
];

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(join(root, folder))) {
    if (['node_modules', '.svelte-kit', 'paraglide', 'fixtures'].includes(name)) continue;
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) yield* sources(path);
    else if (/\.(ts|js|mjs|svelte)$/.test(name)) yield path;
  }
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(from), specifier));
  const [alias, ...rest] = specifier.split('/');
  const target = alias === undefined ? undefined : aliases[alias];
  return target === undefined ? null : [target, ...rest].join('/');
}

function imports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/gm;
  for (const match of text.matchAll(pattern)) {
    const to = resolve(file, match[2] ?? match[3] ?? '');
    if (to !== null) found.push({ from: file, to, typeOnly: match[1] !== undefined });
  }
  return found;
}

const inside = (path: string, ring: string) => path === ring || path.startsWith(`${ring}/`);
const all = Object.keys(arrows).flatMap((ring) => [...sources(ring)].map((file) => ({ ring, file })));
const isTest = (file: string) => /\.test\.ts$|\/testing\//.test(file);

describe('architecture', () => {
  it('reads imports at all', () => {
    expect(all.flatMap(({ file }) => imports(file)).length).toBeGreaterThan(50);
  });

  it('keeps every import inside its ring or along an arrow', () => {
    const wrong = all
      .filter(({ file }) => !isTest(file))
      .flatMap(({ ring, file }) =>
        imports(file).filter(
          ({ to }) => ![ring, ...(arrows[ring] ?? [])].some((allowed) => inside(to, allowed)),
        ),
      );
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('lets the browser have only types and the tuning mathematics', () => {
    const serverSide =
      /^web\/(lib\/server|front)\/|\/\+[a-z]*\.?server\.ts$|\+server\.ts$|^web\/hooks\.server\.ts$/;
    const wrong = [...sources('web')]
      .filter((file) => !serverSide.test(file) && !isTest(file))
      .flatMap(imports)
      .filter(({ to, typeOnly }) => !typeOnly && (!inside(to, 'web') || inside(to, 'web/lib/server')))
      .filter(({ to }) => !inside(to, 'src/klipper/tuning'));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('tells nobody but the start-up code that a printer is simulated', () => {
    const wrong = all
      .filter(({ file }) => !isTest(file) && !mayNameSimulator.some((pattern) => pattern.test(file)))
      .flatMap(({ file }) => imports(file))
      .filter(({ to, typeOnly }) => !typeOnly && inside(to, 'src/klipper/simulator'));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keeps the tuning mathematics free of everything else', () => {
    const wrong = [...sources('src/klipper/tuning')]
      .filter((file) => !isTest(file))
      .flatMap(imports)
      .filter(({ to }) => !inside(to, 'src/klipper/tuning'));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});
