import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { root, say } from './process.mjs';

/**
 * The path of a Chromium for tests and screenshots: CHROMIUM_PATH, Debian's, Debian's package when we are root,
 * else Playwright's own. Null when none can be had.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const debian = '/usr/bin/chromium';
  if (existsSync(debian)) return debian;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium from Debian …');
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (existsSync(debian)) return debian;
  }
  say('Installing Playwright’s Chromium …');
  attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  const path = spawnSync(
    process.execPath,
    ['-e', "import('playwright').then((p) => console.log(p.chromium.executablePath()))"],
    { cwd: root, encoding: 'utf8' },
  ).stdout?.trim();
  return path && existsSync(path) ? path : null;
}

/** Like `findBrowser`, but without one the program ends and says what to do. */
export function ensureBrowser() {
  const path = findBrowser();
  if (path) return path;
  say('No browser for the tests. Install Chromium and name it in CHROMIUM_PATH.');
  process.exit(2);
}

function attempt(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 2] });
  if (done.status !== 0) say(`${command} ${args[0]} did not succeed.`);
}
