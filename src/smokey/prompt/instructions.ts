import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from './folder.ts';

/** Smokey's instructions: the files of `prompts/smokey` in the order of their names. */
export function loadInstructions(folder = join(promptsFolder(), 'smokey')): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  if (files.length === 0) throw new Error(`There are no instructions (*.md) in ${folder}.`);
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}
