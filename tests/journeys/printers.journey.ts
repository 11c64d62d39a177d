import { expect, test, type Page } from '@playwright/test';
import { startPrinter } from '../support/app.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

/** Two printers: one conversation about both; in the settings one is changed, tested, taken away. */
test.describe('printers of one person', () => {
  let world: World;
  let locked: Awaited<ReturnType<typeof startPrinter>>;
  test.beforeEach(async () => {
    locked = await startPrinter({ args: ['--api-key', KEY] });
    world = await startWorld({ ports: [locked.port] });
  });
  test.afterEach(async () => {
    await world?.stop();
    await locked?.stop();
  });

  const printers = async (page: Page) =>
    (await (await page.request.get(`${world.app.url}/api/printers`)).json()) as { name: string }[];

  /** Anna with the locked printer as her second, in the chat about it. */
  async function withBoth(page: Page) {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/printers/add`);
    await anna.addByAddress(locked.address);
    await page.getByRole('textbox', { name: 'API key' }).fill(KEY);
    await page.getByRole('button', { name: 'Test with this key' }).click();
    await expect(page.getByRole('textbox', { name: 'Message to Smokey' })).toBeVisible();
    return anna;
  }

  test('a conversation is about both, one after the other, and each answer names whose it is', async ({
    context,
    page,
  }) => {
    await world.signIn(context);
    const anna = await withBoth(page);
    const [{ name }] = (await printers(page)).filter((one) => one.name !== 'workshop') as [{ name: string }];
    const answers = anna.thread.locator('details.tool summary');
    await anna.say('how hot is the bed?');
    await expect(answers.last()).toContainText(name);
    await anna.rail.getByRole('button', { name: /^Choose/ }).click();
    await page.getByRole('menuitem', { name: 'workshop' }).click();
    await expect(anna.rail.getByRole('heading', { name: 'workshop' })).toBeAttached();
    await anna.say('how hot is the nozzle?');
    await expect(answers.last()).toContainText('workshop');
    await expect(answers.first()).toContainText(name);
    const [said] = (await (await page.request.get(`${world.app.url}/api/chat`)).json()) as {
      printerIds: string[];
    }[];
    expect(said?.printerIds).toHaveLength(2);
  });

  test('a locked one is renamed, tested with the key that is kept, and removed', async ({
    context,
    page,
  }) => {
    await world.signIn(context);
    const anna = await withBoth(page);
    await anna.open(`${world.app.url}/settings`);
    const chapter = page.getByRole('region', { name: 'Printers' });
    const line = chapter.getByRole('listitem').filter({ hasText: locked.address });
    await line.locator('summary').click();
    const address = line.getByRole('textbox', { name: 'Address' });
    const test = line.getByRole('button', { name: /^Test the connection/ });
    await line.getByRole('textbox', { name: 'Name' }).fill('attic');
    await line.getByRole('button', { name: 'Save' }).click();
    await expect(line.getByText('attic', { exact: true }).first()).toBeVisible();
    await test.click();
    await expect(line.getByText('The printer answers.')).toBeVisible();
    // A wrong key that is typed is what is tested; the kept one stays.
    await line.getByLabel('API key').fill('not the key');
    await test.click();
    await expect(line.getByText(/asks for a key|key is (wrong|not)/i).first()).toBeVisible();
    await line.getByLabel('API key').fill('');
    await address.fill('127.0.0.1:1');
    await test.click();
    await expect(line.getByText('The printer answers.')).toHaveCount(0);
    await expect(line.locator('.notice.bad')).toBeVisible();

    await line.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page).toHaveURL(/\/printers/);
    await expect(page.getByRole('main').getByRole('link', { name: 'workshop' })).toBeVisible();
    await expect(page.getByText('attic')).toHaveCount(0);
    expect((await printers(page)).map(({ name }) => name)).toEqual(['workshop']);
  });
});
