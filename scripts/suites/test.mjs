import { ensureBrowser } from '../steps/browser.mjs';
import { ensureBuild } from '../steps/build.mjs';
import { format, generate, lint, pageTypes, playwright, runAll, texts, types, vitest } from './stages.mjs';

/** All that a change must pass. */
export async function main() {
  const chromium = ensureBrowser();
  ensureBuild();
  return runAll({
    texts,
    generate,
    types,
    pages: pageTypes,
    lint,
    format,
    unit: () => vitest(['node']),
    slow: () => vitest(['slow']),
    contract: () => vitest(['contract']),
    journeys: () => playwright(chromium),
  });
}
