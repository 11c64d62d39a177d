import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { root } from '../support/processes.ts';
import { appScenes, startAppForScreens } from './app-scenes.ts';
import { galleryScenes, startGallery } from './gallery-scenes.ts';
import { launchOptions } from '../support/browser.ts';
import { looksOf, takeScene } from './take.ts';

/*
 * `npm run screens [-- words…] [--axe] [--out DIR]`: every page and state, on a phone and a desktop, light and dark,
 * into screens/; scenes that are hard to fit at 320 px, with large text and in forced colours as well. With words,
 * only scenes whose name is or begins with one of them. `--axe` also looks for what keeps people
 * out, and then the exit code is 1 when something was found.
 */

const args = process.argv.slice(2);
const withAxe = args.includes('--axe');
const outAt = args.indexOf('--out');
const folder = outAt < 0 ? join(root, 'screens') : (args[outAt + 1] ?? join(root, 'screens'));
const words = args.filter((arg, index) => !arg.startsWith('--') && index !== outAt + 1);
const wanted = ({ name }: { name: string }) =>
  words.length === 0 || words.some((word) => name === word || name.startsWith(`${word}-`));

if (words.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch(launchOptions());
let found = 0;
let taken = 0;
async function take(scene: Parameters<typeof takeScene>[1]) {
  const findings = await takeScene(browser, scene);
  for (const { where, what } of findings) console.log(`${where}: ${what}`);
  found += findings.length;
  taken += looksOf(scene).length;
}
try {
  const shown = galleryScenes.filter(wanted);
  if (shown.length > 0) {
    const gallery = await startGallery();
    for (const scene of shown) {
      await take({ ...scene, base: gallery.url, folder, withAxe });
    }
    await gallery.stop();
  }
  const real = appScenes.filter(wanted);
  if (real.length > 0) {
    const app = await startAppForScreens(browser);
    for (const scene of real) {
      await take({ ...scene, base: app.url, folder, withAxe, state: scene.visitor ? undefined : app.state });
    }
    await app.stop();
  }
} finally {
  await browser.close();
}

console.log(`${taken} pictures in ${folder}, ${found} findings`);
process.exitCode = found > 0 ? 1 : 0;
