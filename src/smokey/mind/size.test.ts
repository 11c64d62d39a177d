import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it(
  'holds at most 50 MB, and a turn takes at most 50 ms, in a process of its own',
  { timeout: 60_000 },
  () => {
    const script = join(import.meta.dirname, 'testing', 'measure.ts');
    const printed = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' });
    const measured = JSON.parse(printed) as { heldMegabytes: number; medianMilliseconds: number };
    expect(measured.heldMegabytes).toBeLessThan(50);
    expect(measured.medianMilliseconds).toBeLessThan(50);
  },
);
