import { expect, test, type Page } from '@playwright/test';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const WAITS = 'Waits for the connection.';

/** Writes without waiting for the server. */
async function write(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
  await composer.fill(text);
  await composer.press('Enter');
  await expect(composer).toHaveValue('');
}
const asked = (page: Page) => page.getByRole('log').locator('.you .bubble-text').allTextContents();
const answers = (page: Page) => page.getByRole('log').locator('.smokey');

test.describe('a message written without a connection', () => {
  let world: World;
  test.beforeAll(async () => (world = await startWorld()));
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  test('waits in the thread, can be taken back, and goes out once, in its order', async ({
    page,
    context,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await context.setOffline(true);
    for (const text of ['what is a raft?', 'and what is petg?', 'and what is a brim?'])
      await write(page, text);
    const waiting = page.getByRole('log').getByText(WAITS);
    await expect(waiting).toHaveCount(3);
    await page.getByRole('button', { name: 'Take back' }).nth(1).click();
    const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
    await expect(composer).toHaveValue('and what is petg?');
    await expect(composer).toBeFocused();
    await expect(waiting).toHaveCount(2);
    await page.getByRole('link', { name: 'All printers' }).click();
    await expect(page.getByText(/this one stays/)).toBeVisible();
    await expect(waiting).toHaveCount(2);
    await context.setOffline(false);
    await expect(page.getByText(/this one stays/)).toHaveCount(0);
    await expect(waiting).toHaveCount(0, { timeout: 30_000 });
    await expect(page).toHaveURL(/\/chat\/./);
    await expect(answers(page)).toHaveCount(2, { timeout: 30_000 });
    // an answer may begin in the moment before its question has moved from what waits to what was said
    await expect.poll(() => asked(page)).toEqual(['what is a raft?', 'and what is a brim?']);
    await anna.reload();
    await expect.poll(() => asked(page)).toEqual(['what is a raft?', 'and what is a brim?']);
  });

  test('stands in the thread at once, however slow the server is; what it refuses comes back to be written', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    let letGo: (() => Promise<void>) | undefined;
    await page.route('**/api/chat/new', (route) => {
      letGo = () => route.continue();
    });
    await write(page, 'what is a brim?');
    await expect(page.getByRole('log').getByText('Is being sent…')).toBeVisible();
    expect(await asked(page)).toEqual(['what is a brim?']);
    await expect.poll(() => letGo).toBeTruthy();
    await letGo!();
    await expect(page).toHaveURL(/\/chat\/./);
    await expect(answers(page)).toHaveCount(1, { timeout: 30_000 });
    await expect.poll(() => asked(page)).toEqual(['what is a brim?']);
    await expect(page.getByText('Is being sent…')).toHaveCount(0);
    const refusal = { error: { cause: 'That is too long.', remedy: 'Write less.' } };
    await page.route('**/api/chat/*', (route) => route.fulfill({ status: 413, json: refusal }));
    const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
    await composer.fill('a long story');
    await composer.press('Enter');
    await expect(page.getByText('That is too long.')).toBeVisible();
    await expect(composer).toHaveValue('a long story');
    expect(await asked(page)).toEqual(['what is a brim?']);
  });

  test('is still there after a reload, and one whose answer got lost is not doubled', async ({ page }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('hello');
    await expect(page).toHaveURL(/\/chat\/./);
    // The server gets the first, and nobody hears of it.
    let reached = 0;
    await page.route('**/api/chat/*', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      if ((reached += 1) === 1) await route.fetch();
      return route.abort();
    });
    await write(page, 'what is stringing?');
    await write(page, 'what is a skirt?');
    await expect.poll(() => reached).toBeGreaterThan(1);
    await anna.reload();
    await expect(page.getByRole('log').getByText(WAITS)).toHaveCount(1);
    await page.unroute('**/api/chat/*');
    await expect(page.getByRole('log').getByText(WAITS)).toHaveCount(0, { timeout: 30_000 });
    await expect.poll(() => asked(page)).toEqual(['hello', 'what is stringing?', 'what is a skirt?']);
    await expect(answers(page)).toHaveCount(3, { timeout: 30_000 });
    await anna.reload();
    expect(await asked(page)).toEqual(['hello', 'what is stringing?', 'what is a skirt?']);
  });
});
