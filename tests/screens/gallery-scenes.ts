import type { AddressInfo } from 'node:net';
import { createServer } from 'vite';
import type { Scene } from './take.ts';
import config from './gallery/vite.config.ts';

const scene = (state: string, prepare?: Scene['prepare']): Scene => ({
  name: `state-${state}`,
  path: `/?state=${state}&theme={theme}`,
  ...(prepare && { prepare }),
});

/** States that a healthy printer does not show, with made-up data. */
export const galleryScenes: Scene[] = [
  'chat-approval',
  'chat-empty',
  'chat-thread',
  'chat-cards',
  'chat-streaming',
  'chat-stale',
  'chat-shutdown',
  'chat-provider-error',
  'chat-loading',
  'chat-stop-failed',
  'card-mesh',
  'card-temperatures',
  'card-temperatures-then',
  'card-screws',
  'card-diff',
  'overview',
  'overview-empty',
  'entry-test',
  'entry-unreachable',
  'entry-unauthorized',
  'entry-account',
  'entry-login',
].map((state) => scene(state));
galleryScenes.push({
  ...scene('chat-approval', async (page) => {
    const strip = page.locator('.strip');
    if (await strip.isVisible()) await strip.click();
    await page.waitForTimeout(600);
  }),
  name: 'state-drawer',
});

/** Serves the gallery; returns its address and its stop. */
export async function startGallery(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await createServer({ ...config, configFile: false, server: { ...config.server, host: '127.0.0.1', port: 0 } });
  await server.listen();
  const { port } = server.httpServer?.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
