import { defineConfig } from 'vitest/config';

/** What takes real processes (a real Moonraker) stands apart from what runs in seconds. */
const contract = ['**/*.contract.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{src,mcp-server,evals,scripts,tests,web}/**/*.test.ts', '*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.dom.test.ts', ...contract],
        },
      },
      {
        test: {
          name: 'contract',
          environment: 'node',
          include: ['{src,mcp-server,evals,tests,web}/**/*.contract.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
