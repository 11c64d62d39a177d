import { expect, test } from '@playwright/test';
import { firstLoadOf } from './support/transfer.ts';
import { startWorld, type World } from './support/world.ts';

const KB = 1000;

/** Bytes are the same on every machine, so they hold; times are measured by `npm run bench`. */
test.describe('a first visit to the chat stays small', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld();
  });
  test.afterAll(() => world?.stop());

  for (const language of ['en', 'sv'] as const) {
    test(`in ${language}: at most 150 KB of script and 25 KB of style, in at most 15 requests`, async ({
      context,
      page,
    }) => {
      await world.signIn(context);
      await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: language, url: world.app.url }]);
      const transfer = await firstLoadOf(page, `${world.app.url}/chat`);
      await expect(page.getByRole('textbox').first()).toBeVisible();
      expect(transfer.scriptBytes).toBeGreaterThan(10 * KB);
      expect(transfer.scriptBytes).toBeLessThanOrEqual(150 * KB);
      expect(transfer.styleBytes).toBeLessThanOrEqual(25 * KB);
      expect(transfer.urls.length).toBeLessThanOrEqual(15);
    });
  }
});
