import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fail, root, say, step } from './process.mjs';

const wanted = '24.21.0';
const major = (version) => Number(version.split('.')[0]);

/**
 * Makes sure that this very process runs on Node 24 or newer. On Linux an older host gets Node 24 into the
 * git-ignored folder .node and the launcher runs again on it; elsewhere it says what to install.
 */
export function ensureNode() {
  if (major(process.versions.node) >= 24) return usePath(join(process.execPath, '..'));
  const { platform, arch } = process;
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch)) {
    fail(`Cloud Print needs Node 24; this is ${process.version}. Install it from nodejs.org and try again.`);
  }
  const bin = join(root, '.node/node_modules', `node-linux-${arch}`, 'bin');
  if (!existsSync(join(bin, 'node'))) {
    const name = `node-linux-${arch}@${wanted}`;
    const flags = [
      'install',
      '--prefix',
      '.node',
      '--no-save',
      '--no-package-lock',
      '--no-fund',
      '--no-audit',
    ];
    step(`Getting Node ${wanted} (this machine has ${process.version})`, 'npm', [...flags, name]);
  }
  const again = spawnSync(join(bin, 'node'), process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  if (again.error) {
    say(`Node 24 could not be started: ${again.error.message}`);
    process.exit(2);
  }
  process.exit(again.status ?? 1);
}

/** npm and every tool it starts find the same Node first. */
function usePath(bin) {
  process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
}
