import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { ask } from '../support/app.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

/** What one does with what was said: in other words, found again, renamed, taken away and back, carried out. */
test.describe('a conversation', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld();
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(async ({ context, page }) => {
    await world.signIn(context);
    await personOn(page).open(`${world.app.url}/chat`);
  });

  test('the last message is sent in other words: the answer is the one to them', async ({ page }) => {
    const anna = personOn(page);
    await anna.say('how hot is the nozle?');
    await page.getByRole('button', { name: 'Edit and send again…' }).click();
    const words = page.getByRole('textbox', { name: 'Your message' });
    await expect(words).toBeFocused();
    await words.fill('how warm is the bed?');
    await page.getByRole('button', { name: 'Send instead' }).click();
    await expect(anna.thread.getByText('how warm is the bed?')).toBeVisible();
    await expect(anna.thread.getByText('how hot is the nozle?')).toHaveCount(0);
    await expect(anna.thread.getByText(/bed.*\d\s?°C/i).first()).toBeVisible();
  });

  test('without a network: it is said, and what is written meanwhile goes out afterwards, once', async ({
    page,
    context,
  }) => {
    const anna = personOn(page);
    await anna.say('hello');
    await expect(page.getByRole('button', { name: 'Edit and send again…' })).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText(/No connection to the server since/).first()).toBeVisible();
    const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
    await composer.fill('how warm is the bed?');
    await composer.press('Enter');
    await expect(anna.thread.getByText('Waits for the connection.')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/No connection to the server since/)).toHaveCount(0, { timeout: 30_000 });
    await expect(anna.thread.getByText(/bed.*\d\s?°C/i).first()).toBeVisible({ timeout: 30_000 });
    await expect(anna.thread.getByText('how warm is the bed?', { exact: true })).toHaveCount(1);
    await expect(anna.thread.getByText('Waits for the connection.')).toHaveCount(0);
  });

  test('a wish put right leaves one decision, and taken back in words none; nothing is sent', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.say('heat the nozzle to 90');
    await expect(anna.slip).toContainText('90 °C');
    await anna.say('no wait, 80');
    await expect(anna.slip).toHaveCount(1);
    await expect(anna.slip).toContainText('80 °C');
    await anna.say('forget it');
    await expect(anna.slip).toHaveCount(0);
    await expect(anna.thread.getByText(/^Taken back:/)).toHaveCount(2);
    await expect(anna.thread.getByText(/I took it back/)).toBeVisible();
    const heater = '/printer/objects/query?extruder=target';
    const { status } = await ask<{ status: { extruder: { target: number } } }>(world.printer.url, heater);
    expect(status.extruder.target).toBe(0);
  });

  test('renamed, found by a word, exported, deleted and brought back', async ({ page }) => {
    const anna = personOn(page);
    await anna.say('which colours of quartz are there?');
    await expect(page.getByRole('button', { name: 'Edit and send again…' })).toBeVisible();
    const menu = async (item: string | RegExp) => {
      await page.getByRole('button', { name: 'Rename, export, delete' }).click();
      return page.getByRole('menuitem', { name: item });
    };
    await (await menu('Rename…')).click();
    const title = page.getByRole('dialog').getByRole('textbox', { name: 'Title' });
    await title.fill('Stones');
    await title.press('Enter');
    await expect(page.getByRole('link', { name: /Stones/ })).toBeVisible();

    const search = page.getByRole('searchbox', { name: 'Search the conversations' });
    await search.fill('no such words');
    await expect(page.getByText('No conversation holds these words.')).toBeVisible();
    await search.fill('quartz');
    await expect(page.getByRole('heading', { name: 'Found' })).toBeVisible();
    await expect(page.getByRole('link', { name: /Stones/ })).toBeVisible();
    await search.fill('');

    const [markdown] = await Promise.all([
      page.waitForEvent('download'),
      (await menu('Export as Markdown')).click(),
    ]);
    expect(readFileSync(await markdown.path(), 'utf8')).toMatch(/# Stones[^]*quartz/);
    const [json] = await Promise.all([page.waitForEvent('download'), (await menu('Export as JSON')).click()]);
    expect(JSON.parse(readFileSync(await json.path(), 'utf8'))).toMatchObject({
      messages: [{ role: 'person' }, { role: 'smokey' }],
    });

    await (await menu('Delete…')).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('"Stones" is deleted.')).toBeVisible();
    await expect(page.getByRole('link', { name: /Stones/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(anna.thread.getByText('which colours of quartz are there?', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: /Stones/ })).toBeVisible();
  });

  test('a long one opens at its end; earlier messages come when asked for', async ({ page }) => {
    const anna = personOn(page);
    await anna.say('hello 1');
    await expect(page).toHaveURL(/chat\/./);
    const path = `${world.app.url}/api${new URL(page.url()).pathname}`;
    const headers = { origin: world.app.url };
    for (let count = 2; count <= 25; count += 1) {
      const data = { text: `hello ${count}`, printerId: null, uploadIds: [], pictureIds: [] };
      await expect
        .poll(async () => (await page.request.post(path, { headers, data })).status(), { timeout: 30_000 })
        .toBe(202);
    }
    await expect(anna.thread.getByText('hello 25', { exact: true })).toBeVisible();
    await anna.reload();
    await expect(anna.thread.getByText('hello 25', { exact: true })).toBeInViewport();
    await expect(anna.thread.getByText('hello 1', { exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Earlier messages' }).click();
    await expect(anna.thread.getByText('hello 1', { exact: true })).toBeAttached();
    await expect(page.getByRole('button', { name: 'Earlier messages' })).toHaveCount(0);
  });

  test('a key opens the sheet of keys; Escape closes it and gives the focus back', async ({ page }) => {
    await page.getByRole('link', { name: 'New conversation' }).focus();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(sheet).toBeVisible();
    for (let press = 0; press < 6; press += 1) await page.keyboard.press('Tab');
    expect(await sheet.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'New conversation' })).toBeFocused();
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: 'Message to Smokey' })).toBeFocused();
  });
});
