import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const rings = '{src,mcp-server,evals,scripts,tests,web}';
const never = ['**/node_modules/**', '**/.svelte-kit/**'];

/** `node` is for between commits; what takes long (reference sets, ten thousands of sequences) or real processes stands apart. */
export default defineConfig({
  test: {
    // Much of a run is waiting for sockets and clocks: as many files at a time as there are cores, two at least.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [`${rings}/**/*.test.ts`, '*.test.ts'],
          exclude: [...never, '**/*.slow.test.ts', '**/*.contract.test.ts'],
          testTimeout: 20_000, // only for what hangs: the mind's first lesson takes seconds on a busy machine
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'slow',
          environment: 'node',
          include: [`${rings}/**/*.slow.test.ts`],
          exclude: never,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'contract',
          environment: 'node',
          include: [`${rings}/**/*.contract.test.ts`],
          exclude: never,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
