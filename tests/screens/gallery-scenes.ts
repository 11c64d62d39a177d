import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { build, preview } from 'vite';
import type { Scene } from './take.ts';
import config from './gallery/vite.config.ts';

const scene = (state: string, more: Partial<Scene> = {}): Scene => ({
  name: `state-${state}`,
  path: `/?state=${state}&theme={theme}`,
  tall: /^card-|^chat-(cards|names|thread)$/.test(state),
  ...more,
});

/** The same state after somebody has pressed something. */
const after = (
  name: string,
  state: string,
  press: (page: Page) => Promise<void>,
  more: Partial<Scene> = {},
): Scene => ({
  ...scene(state, {
    ...more,
    prepare: async (page) => {
      await press(page);
      await page.waitForTimeout(600);
    },
  }),
  name: `state-${name}`,
});
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first();

/** States that a healthy printer does not show, with made-up data. */
export const galleryScenes: Scene[] = [
  ...[
    'chat-approval',
    'chat-names',
    'chat-shutdown',
    'chat-stale',
    'chat-unsent',
    'overview',
    'entry-unauthorized',
    'card-resonance',
  ].map((state) => scene(state, { hard: true })),
  ...[
    'chat-empty',
    'chat-empty-broken',
    'chat-thread',
    'chat-cards',
    'chat-streaming',
    'chat-provider-error',
    'chat-loading',
    'chat-stop-failed',
    'chat-stopped',
    'card-status',
    'card-print',
    'card-temperatures',
    'card-temperatures-then',
    'card-snapshot',
    'card-file',
    'card-files',
    'card-history',
    'card-checklist',
    'card-findings',
    'card-outcomes',
    'card-last-minute',
    'card-screws',
    'card-diff',
    'card-mesh',
    'overview-empty',
    'overview-one',
    'overview-many',
    'entry-test',
    'entry-unreachable',
    'entry-account',
    'entry-login',
  ].map((state) => scene(state)),
  ...[
    'page-activity',
    'page-approval',
    'page-people',
    'page-printer-people',
    'page-settings',
    'page-tuning',
  ].map((state) => scene(state, { hard: true })),
  ...[
    'page-activity-empty',
    'page-approvals',
    'page-approvals-empty',
    'page-approval-done',
    'page-approval-not-yours',
    'page-invitation',
    'page-people-link',
    'page-printer-people-problem',
    'page-settings-token',
    'page-settings-problem',
    'page-tuning-first',
    'page-tuning-lacking',
  ].map((state) => scene(state)),
  ...[
    'chat-approval',
    'chat-shutdown',
    'overview',
    'card-resonance',
    'entry-account',
    'page-settings',
    'page-tuning',
    'page-people',
  ].map((state) => ({
    ...scene(state, { language: 'sv' }),
    name: `state-${state}-swedish`,
  })),
  after('drawer', 'chat-approval', openDrawer, { hard: true }),
  after('drawer-fault', 'chat-shutdown', openDrawer),
  after('drawer-idle', 'chat-empty', openDrawer),
  after('menu', 'chat-thread', async (page) => {
    if (await page.locator('.bar').isVisible()) await page.locator('.bar button').first().click();
  }),
  after('decline', 'chat-approval', (page) => button(page, /^Decline/).click()),
  after('stop-choice', 'overview', (page) => button(page, 'Emergency stop: choose a printer').click()),
  after('not-sent', 'chat-empty', async (page) => {
    await page.getByRole('textbox', { name: 'Message to Smokey' }).fill('is the bed warm?');
    await page.keyboard.press('Enter');
  }),
];

async function openDrawer(page: Page): Promise<void> {
  const strip = page.locator('.strip');
  if (await strip.isVisible()) await strip.click();
}

/** Serves the gallery; returns its address and its stop. */
export async function startGallery(): Promise<{ url: string; stop: () => Promise<void> }> {
  const outDir = `${config.cacheDir}/built`;
  const settings = { ...config, configFile: false as const, build: { outDir, emptyOutDir: true } };
  await build(settings);
  const server = await preview({ ...settings, preview: { host: '127.0.0.1', port: 0 } });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
