import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './build.mjs';
import { root, step } from './process.mjs';

const sources = ['mcp-server', 'src/klipper'];
const single = ['package-lock.json', 'scripts/steps/bundle-mcp.mjs'];

/**
 * The MCP server as one file of built JavaScript, made anew when a source has changed: it is ready in a third of the
 * time. Several clients may start at once, so a file is made aside and put in place whole.
 */
export function ensureMcpProgram() {
  const folder = join(root, '.cache/mcp');
  const file = join(folder, 'stdio.js');
  const stamp = join(folder, 'sources');
  const now = fingerprintOf(sources, single);
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return file;
  mkdirSync(folder, { recursive: true });
  const aside = `${folder}.${process.pid}`;
  step('Building the MCP server', process.execPath, ['scripts/steps/bundle-mcp.mjs', aside]);
  renameSync(join(aside, 'stdio.js'), file);
  rmSync(aside, { recursive: true });
  writeFileSync(stamp, now);
  return file;
}
