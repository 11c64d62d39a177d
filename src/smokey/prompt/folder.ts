import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The repository's `prompts` folder. The code runs from `src/` under Node and from `build/` once bundled, so the
 * folder is looked for upwards from both the file and the working directory.
 */
export function promptsFolder(
  startFolders: readonly string[] = [import.meta.dirname, process.cwd()],
): string {
  for (const start of startFolders) {
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      const candidate = join(folder, 'prompts');
      if (existsSync(join(candidate, 'smokey'))) return candidate;
    }
  }
  throw new Error(
    `There is no prompts/smokey folder above ${startFolders.join(' or ')}. Run from a whole checkout.`,
  );
}
