import { expect, test } from '@playwright/test';
import { startWorld, type World } from './support/world.ts';

/** The pages, the cards of the gate and what went wrong, for somebody whose browser speaks Swedish. */
test.describe('in Swedish', () => {
  let world: World;
  test.use({ locale: 'sv-SE' });
  test.beforeAll(async () => {
    world = await startWorld();
  });
  test.afterAll(() => world?.stop());

  test('a mistake in a form', async ({ page }) => {
    await page.goto(`${world.app.url}/sign-in`);
    await page.getByLabel('E-post').fill('nobody@example.org');
    await page.getByLabel('Lösenord').fill('not the password');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Logga in/ })
      .last()
      .click();
    await expect(page.getByRole('alert').first()).toHaveText(/Adressen eller lösenordet är fel\./);
  });

  test('an approval, its end, the finding and the stop', async ({ context, page }) => {
    await world.signIn(context);
    await Promise.all([page.waitForRequest(/\/api\/live/), page.goto(`${world.app.url}/chat`)]);
    const rail = page.getByRole('complementary', { name: 'Maskin' });
    await expect(rail.getByText('Munstycke', { exact: true }).first()).toBeVisible();
    const composer = page.getByRole('textbox', { name: /Smokey/ });
    await composer.fill('set the bed to 45');
    await composer.press('Enter');
    const slip = page.getByRole('region', { name: /^Kräver ditt beslut/ });
    await expect(slip).toContainText('Ställ bädden på 45 °C');
    await expect(slip).toContainText('Det stängs av efter 30 min om ingen utskrift pågår.');
    await expect(slip).toContainText('gränsen för bädden, och att samma jobb, eller inget, pågår.');
    await slip.getByRole('button', { name: /^Godkänn/ }).click();
    await expect(page.getByText(/Bädd värms till 45\s°C\./)).toBeVisible();

    await page
      .getByRole('button', { name: /^Nödstopp/ })
      .first()
      .click();
    await expect(page.getByText(/är stoppad\./).first()).toBeVisible();
    await page.goto(`${world.app.url}/activity`);
    await expect(page.getByText('Ställ bädden på 45 °C').first()).toBeVisible();
  });
});
