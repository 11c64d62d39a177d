import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PATH = 'src/klipper/background/worker.ts';

/** The worker's file. A bundle lies elsewhere than the source, but within the same folder tree. */
export function workerFile(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, PATH);
    if (existsSync(file)) return file;
    if (folder === dirname(folder))
      throw new Error(`${PATH} is not there: the source must lie above the bundle.`);
  }
}
