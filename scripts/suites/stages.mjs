import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { collect, root, run, say } from '../steps/process.mjs';

const bin = (path) => join(root, 'node_modules', path);
const node = (path, args, env) => run(process.execPath, [bin(path), ...args], { env });

/** Counts of tests; a stage that is one judgement counts as one. */
const none = { passed: 0, failed: 0, skipped: 0 };

/** Runs one judgement (types, lint), told when it is over: exit code 0 is one pass. */
async function judge(path, args) {
  const { code, output } = await collect(process.execPath, [bin(path), ...args]);
  if (output.trim() !== '') say(output.trimEnd());
  return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

/** Writes generated types and texts, which the other stages read. */
const generate = () => judge('@sveltejs/kit/svelte-kit.js', ['sync']);
const texts = () =>
  judge('@inlang/paraglide-js/bin/run.js', [
    'compile',
    '--project',
    'project.inlang',
    '--outdir',
    'web/lib/paraglide',
    '--strategy',
    'cookie',
    'preferredLanguage',
    'baseLocale',
    '--silent',
  ]);
const types = () => judge('typescript/bin/tsc', ['-p', '.']);
const pageTypes = () =>
  judge('svelte-check/bin/svelte-check', [
    '--workspace',
    'web',
    '--tsconfig',
    'tsconfig.json',
    '--output',
    'human',
    '--fail-on-warnings',
  ]);
const lint = () => judge('eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
const format = () => judge('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '--cache', '.']);

/** What needs no running program, and the unit tests, side by side. */
export const quick = (args) => ({
  texts,
  generate,
  together: [{ types, pages: pageTypes, lint, format }, { unit: () => vitest(['node'], args) }],
});

/** Vitest projects; counts come from its own report. */
export async function vitest(projects, args = []) {
  const report = reportFile(`vitest-${projects.join('-')}.json`);
  const flags = projects.flatMap((name) => ['--project', name]);
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await node('vitest/vitest.mjs', ['run', ...flags, ...output, ...args]);
  return tally(report, code, (json) => ({
    passed: json.numPassedTests,
    failed:
      json.numFailedTests +
      json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
        .length,
    skipped: json.numPendingTests + json.numTodoTests,
  }));
}

/** The journeys in a real browser. */
export async function playwright(chromium, args = []) {
  const report = reportFile('playwright.json');
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await node('@playwright/test/cli.js', ['test', '--reporter=list,json', ...args], env);
  return tally(report, code, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

function reportFile(name) {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const path = join(root, 'test-results', name);
  rmSync(path, { force: true });
  return path;
}

/** A runner that failed without a failed test (it crashed, it found no test) is one failure. */
function tally(report, code, read) {
  let counts = none;
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    say(`No report of that run: ${error.message}`);
  }
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

/**
 * Runs named stages one after the other; lanes of stages, in a list, run side by side. Prints the closing line and
 * resolves with the exit code.
 */
export async function runAll(stages) {
  const total = { ...none };
  const told = [];
  await lane(stages, total, told);
  say(`\nStages (passed/failed/skipped):\n  ${told.join('\n  ')}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function lane(stages, total, told) {
  for (const [name, stage] of Object.entries(stages)) {
    if (Array.isArray(stage)) {
      await Promise.all(stage.map((one) => lane(one, total, told)));
      continue;
    }
    const start = performance.now();
    say(`\n=== ${name}`);
    const counts = await stage();
    for (const key of Object.keys(total)) total[key] += counts[key];
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    told.push(`${name}: ${counts.passed}/${counts.failed}/${counts.skipped} in ${seconds} s`);
  }
}
