import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, step } from './process.mjs';

const sources = ['web', 'src', 'mcp-server', 'prompts', 'project.inlang'];
const single = ['package-lock.json', 'package.json', 'svelte.config.js', 'vite.config.ts'];
const skipped = new Set(['node_modules', '.svelte-kit', 'paraglide', 'fixtures', 'testing']);

/** Builds the app when a source is newer or other than what was built last. */
export function ensureBuild() {
  const stamp = join(root, 'build/.cloud-print-sources');
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  step('Building', process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
  // What the built-in mind learns from its examples, so that no start has to learn it again.
  const keep = ['src/smokey/mind/likeness/write-bank.ts', 'build/learned-mind.bin'];
  step('Learning', process.execPath, keep);
  // The build itself may touch generated files, so the state after it is what counts.
  writeFileSync(stamp, fingerprint());
}

/** Contents, not times: a fresh clone and a copied folder have new times for old text. */
function fingerprint() {
  return fingerprintOf(sources, single);
}

/** The hash of all sources in these folders, and of single files; tests and fixtures are none. */
export function fingerprintOf(folders, files) {
  const hash = createHash('sha256');
  for (const folder of folders) for (const file of walk(join(root, folder))) add(hash, file);
  for (const file of files) add(hash, join(root, file));
  return hash.digest('hex');
}

function add(hash, file) {
  hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
}

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    if (skipped.has(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else if (!/\.test\.(ts|js)$/.test(name)) yield path;
  }
}
