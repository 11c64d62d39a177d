import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Benchmarks } from './bench.ts';

/**
 * `npm run bench [-- NAME] [--json OUT]`: runs every suite, or those whose name holds NAME. Exit code 1 where a
 * ratio does not hold, 2 for a name that nothing answers to.
 */
const suites: Record<string, () => Promise<{ benchmarks: () => Promise<Benchmarks> }>> = {
  tools: () => import('./tools.ts'),
  mcp: () => import('./mcp.ts'),
  upload: () => import('./upload.ts'),
  app: () => import('./app.ts'),
  klipper: () => import('./klipper.ts'),
  tuning: () => import('./tuning.ts'),
  web: () => import('./web.ts'),
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const [wanted = ''] = positionals;
const chosen = Object.entries(suites).filter(([name]) => name.includes(wanted));
if (chosen.length === 0) {
  console.error(`No benchmark is called "${wanted}". There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

const results: Benchmarks = {};
for (const [name, load] of chosen) {
  console.error(`Measuring ${name} …`);
  Object.assign(results, await (await load()).benchmarks());
}

const figure = (number: number) => (Math.abs(number) >= 100 ? number.toFixed(0) : number.toPrecision(3));
for (const [name, { value, baseline, ratio, bar, ok }] of Object.entries(results)) {
  const row = [
    name.padEnd(34),
    figure(value).padStart(10),
    figure(baseline).padStart(10),
    figure(ratio).padStart(8),
  ];
  console.log(`${row.join(' ')}  ${bar.padEnd(14)} ${ok ? 'ok' : 'FALLS SHORT'}`);
}
if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 2));
process.exit(Object.values(results).every(({ ok }) => ok) ? 0 : 1);
