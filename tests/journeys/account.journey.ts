import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { personOn } from './support/person.ts';
import { anna, startWorld, type World } from './support/world.ts';

/** What belongs to a person: tokens, sessions, and the trail of what was done. */
test.describe.serial('an account', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld();
  });
  test.afterAll(() => world?.stop());

  test('a token is shown once, works, tells its last use, and is revoked', async ({ context, page }) => {
    await world.signIn(context);
    await personOn(page).open(`${world.app.url}/settings`);
    await page.getByText('New token…').click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill('my assistant');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await expect(page.getByText('Copy it now: it is shown only this once.')).toBeVisible();
    const secret = await page.locator('.card pre').first().innerText();
    const headers = { authorization: `Bearer ${secret.trim()}` };
    const call = () => fetch(`${world.app.url}/api/tools`, { headers });
    expect((await call()).status).toBe(200);
    await personOn(page).reload();
    await expect(page.getByText(secret.trim())).toHaveCount(0);
    await expect(page.getByText(/last used/)).toBeVisible();
    await page.getByRole('button', { name: /Revoke.*my assistant/ }).click();
    await expect(page.getByText('my assistant')).toHaveCount(0);
    expect((await call()).status).toBe(401);
  });

  test('the trail is read on its page and exported whole', async ({ context, page }) => {
    await world.signIn(context);
    const person = personOn(page);
    await person.open(`${world.app.url}/chat`);
    await person.say('set the bed to 40');
    await person.approve();
    await expect(page.getByText(/^Approved by/).first()).toBeVisible();
    await person.open(`${world.app.url}/activity`);
    for (const word of ['Proposed', 'Approved', 'Done']) {
      await expect(page.getByRole('listitem').getByText(word, { exact: true }).first()).toBeVisible();
    }
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export everything' }).click(),
    ]);
    const rows = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    const trail = rows.map((row) => JSON.parse(row) as { event: string; hash: string; previousHash: string });
    expect(trail.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['proposed', 'approved', 'executed']),
    );
    for (const [index, { previousHash }] of trail.entries()) {
      if (index > 0) expect(previousHash).toBe(trail[index - 1]?.hash);
    }
  });

  test('"log out everywhere" ends this and every other browser', async ({ browser, context, page }) => {
    await world.signIn(context);
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(`${world.app.url}/sign-in`);
    await personOn(other).logIn(anna.email, anna.password);
    await expect(other.getByRole('textbox', { name: 'Message to Smokey' })).toBeVisible();

    await personOn(page).open(`${world.app.url}/settings`);
    await expect(page.getByRole('button', { name: 'Log out there' })).not.toHaveCount(0);
    await page.getByRole('button', { name: 'Log out everywhere' }).click();
    await expect(page).toHaveURL(/sign-in|\/$/);
    await other.goto(`${world.app.url}/chat`);
    await expect(other).toHaveURL(/sign-in/);
    await elsewhere.close();
  });
});
