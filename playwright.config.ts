import { defineConfig } from '@playwright/test';

/** Journeys in a real browser. Each test file starts its own app, printers and edge on free ports. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.journey.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // One more try where a whole machine is shared; the report names what needed it, and that is to be mended.
  retries: process.env.CI ? 1 : 0,
  outputDir: 'test-results/journeys',
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    ignoreHTTPSErrors: true,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
