import { expect, test } from '@playwright/test';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

/** When something is wrong the rail leads: cause, what is hot, remedy, what still works. */
test.describe('a printer whose thermistor broke', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ printerArgs: ['--fault', 'thermistor-open'] });
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  test('the rail leads with the doctor’s finding, and so does the overview', async ({ page }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const alert = anna.rail.getByRole('alert');
    await expect(alert).toContainText(/sensor/i, { timeout: 30_000 });
    expect(await alert.getByRole('listitem').count()).toBeGreaterThan(1);
    await expect(alert).toContainText('Never widen min_temp or max_temp');
    await expect(anna.rail.getByText('Still works:')).toBeVisible();
    await page.goto(`${world.app.url}/printers`);
    await expect(page.getByRole('link', { name: 'See the remedy' })).toBeVisible();
  });

  test('in Swedish the same', async ({ context, page }) => {
    await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'sv', url: world.app.url }]);
    await Promise.all([page.waitForRequest(/\/api\/live/), page.goto(`${world.app.url}/chat`)]);
    const alert = page.getByRole('complementary', { name: 'Maskin' }).getByRole('alert');
    await expect(alert).toContainText('Vidga aldrig min_temp eller max_temp', { timeout: 30_000 });
    await expect(alert).toContainText(
      /[Ss]ensor.*vilket inte kan stämma|temperatursensor visar ett omöjligt värde/,
    );
  });
});
