import { ensureBrowser } from '../steps/browser.mjs';
import { ensureBuild } from '../steps/build.mjs';
import { playwright, quick, runAll, vitest } from './stages.mjs';

/** All that a change must pass. */
export async function main() {
  const chromium = ensureBrowser();
  ensureBuild();
  return runAll({
    ...quick(),
    slow: () => vitest(['slow']),
    contract: () => vitest(['contract']),
    journeys: () => playwright(chromium),
  });
}
