import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/browser.ts';

/** Journeys in a real browser. Each test file starts its own app, printers and edge on free ports. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.journey.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  outputDir: 'test-results/journeys',
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    ignoreHTTPSErrors: true,
    launchOptions: launchOptions(),
  },
});
