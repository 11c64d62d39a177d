import { ensureBrowser } from '../steps/browser.mjs';
import { ensureBuild } from '../steps/build.mjs';
import { playwright, runAll } from './stages.mjs';

/** The journeys in the browser alone; arguments go to Playwright. */
export async function main(args) {
  const chromium = ensureBrowser();
  ensureBuild();
  return runAll({ journeys: () => playwright(chromium, args) });
}
