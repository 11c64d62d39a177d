#!/usr/bin/env node
// The launcher: plain JavaScript, so that it runs on the Node that a machine happens to have (20 or newer).
// It brings what a command needs (Node 24, packages, a build, a browser) and then runs the command.
import { pathToFileURL } from 'node:url';
import { run, fail } from './steps/process.mjs';
import { ensureNode } from './steps/node.mjs';
import { ensurePackages } from './steps/packages.mjs';
import { ensureBuild } from './steps/build.mjs';

/** Commands that are one TypeScript program; those with `build` serve or test the built app. */
const programs = {
  start: { file: 'web/front/server.ts', build: true },
  simulator: { file: 'src/klipper/simulator/cli.ts' },
  eval: { file: 'evals/cli.ts' },
  shaper: { file: 'src/klipper/tuning/cli/shaper.ts' },
  estimate: { file: 'src/klipper/tuning/cli/estimate.ts' },
  doctor: { file: 'src/klipper/diagnosis/cli.ts' },
  bench: { file: 'tests/bench/cli.ts', build: true },
  screens: { file: 'tests/screens/cli.ts', build: true, browser: true },
};
const suites = ['test', 'check', 'build', 'dev', 'format', 'e2e'];

const [command = '', ...args] = process.argv.slice(2);
const known = [...Object.keys(programs), 'mcp', ...suites];
if (!known.includes(command)) {
  fail(`Unknown command "${command}". Known: ${known.join(', ')}.`);
}

// Everything that prepares writes to stderr: stdout belongs to the command (MCP speaks its protocol there).
ensureNode();
ensurePackages();

if (suites.includes(command)) {
  const suite = await import(`./suites/${command}.mjs`);
  process.exitCode = await suite.main(args);
} else if (command === 'mcp') {
  // In this very process: clients wait for it.
  const file = (await import('./steps/bundle.mjs')).ensureMcpProgram();
  process.argv.splice(1, 2, file);
  await import(pathToFileURL(file).href);
} else {
  const program = programs[command];
  if (program.build) ensureBuild();
  const env = {};
  if (program.browser) env.CHROMIUM_PATH = (await import('./steps/browser.mjs')).ensureBrowser();
  process.exitCode = await run(process.execPath, [program.file, ...args], { env, signals: true });
}
