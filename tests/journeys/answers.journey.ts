import { expect, test, type Page } from '@playwright/test';
import {
  startFakeProvider,
  type FakeProvider,
  type FakeReply,
} from '../../src/smokey/testing/fake-provider.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const CODE = 'G28\nG1 X10 Y10 F3000';

/** What one does with an answer: has it given again, copied, looked into, followed elsewhere. */
test.describe('an answer', () => {
  let world: World;
  let provider: FakeProvider;
  let counted = 0;

  function answer(body: Record<string, unknown>): FakeReply {
    const messages = body.messages as { role: string; content: unknown }[];
    const asked = JSON.stringify(messages.findLast(({ role }) => role === 'user')?.content ?? '');
    if (asked.includes('for ever')) return { text: ['Once ', 'upon a time '], hangAfter: 2 };
    if (asked.includes('too often')) return { status: 429, headers: { 'retry-after': '3600' } };
    if (asked.includes('as code')) return { text: `\`\`\`gcode\n${CODE}\n\`\`\`` };
    if (asked.includes('look it up') && messages.at(-1)?.role !== 'tool')
      return { calls: [{ name: 'search_knowledge', arguments: { query: 'stringing' } }] };
    return { text: `Answer number ${(counted += 1)}.` };
  }

  test.beforeAll(async () => {
    provider = await startFakeProvider(({ body }) => answer(body));
    // By its name a model that sees.
    world = await startWorld({ env: { OPENAI_BASE_URL: provider.url, OPENAI_MODEL: 'llava' } });
  });
  test.afterAll(async () => {
    await world?.stop();
    await provider?.stop();
  });
  test.beforeEach(({ context }) => world.signIn(context));
  const open = async (page: Page) => {
    await personOn(page).open(`${world.app.url}/chat`);
    return personOn(page);
  };

  test('is given once more in place of the first', async ({ page }) => {
    const anna = await open(page);
    await anna.say('count');
    await expect(anna.thread.getByText('Answer number 1.')).toBeVisible();
    await page.getByRole('button', { name: 'Answer again' }).click();
    await expect(anna.thread.getByText('Answer number 2.')).toBeVisible();
    await expect(anna.thread.getByText('Answer number 1.')).toHaveCount(0);
    await expect(anna.thread.getByText('count', { exact: true })).toHaveCount(1);
    await anna.reload();
    await expect(anna.thread.getByText('Answer number 1.')).toHaveCount(0);
  });

  for (const plain of [false, true]) {
    test(`has code that is copied ${plain ? 'over plain HTTP too' : 'with the clipboard'}`, async ({
      page,
      context,
    }) => {
      await context.grantPermissions(['clipboard-write', 'clipboard-read']);
      if (plain)
        await page.addInitScript(() => {
          Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
        });
      const anna = await open(page);
      await anna.say('as code, please');
      await anna.thread.getByRole('button', { name: 'Copy' }).click();
      await expect(anna.thread.getByRole('button', { name: 'Copied' })).toBeVisible();
      const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
      await composer.press('Control+v');
      await expect(composer).toHaveValue(CODE);
    });
  }

  test('has a line for each call: closed its name and time, open what was asked and came', async ({
    page,
  }) => {
    const anna = await open(page);
    await anna.say('look it up');
    await expect(anna.thread.getByText(/^Answer number/)).toBeVisible();
    const line = anna.thread.locator('details.tool').first();
    await expect(line).not.toHaveAttribute('open', /.*/);
    await expect(line.locator('summary')).toHaveText(/\d+(\.\d+)?\s?(ms|s)$/);
    await line.locator('summary').press('Enter');
    await expect(line.locator('pre')).toContainText('search_knowledge {"query":"stringing"}');
    await expect(line.locator('pre')).toContainText('→ ');
  });

  test('that a model refuses for asking too often says so, with what to do, and is asked again', async ({
    page,
  }) => {
    const anna = await open(page);
    await anna.say('too often');
    const notice = anna.thread.locator('.notice.bad');
    await expect(notice).toContainText(/too many|limit|later|wait/i);
    expect((await notice.innerText()).split(/[.!] /).length).toBeGreaterThan(1);
    const asked = provider.requests.length;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => provider.requests.length).toBeGreaterThan(asked);
  });

  test('is followed on another device while it is given, and stopped there', async ({ page, browser }) => {
    const anna = await open(page);
    await anna.say('talk for ever');
    await expect(anna.thread.getByText(/Once/)).toBeVisible();
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await world.signIn(phone);
    const there = personOn(await phone.newPage());
    await there.open(page.url());
    await expect(there.thread.getByText(/Once/)).toBeVisible();
    await there.page.getByRole('button', { name: 'Stop the answer' }).click();
    for (const one of [anna, there]) await expect(one.thread.getByText('Stopped here.')).toBeVisible();
    await phone.close();
  });

  test('rests on a picture that was pasted', async ({ page }) => {
    const anna = await open(page);
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 30 } });
    await page.getByRole('textbox', { name: 'Message to Smokey' }).evaluate(
      (area, bytes) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([new Uint8Array(bytes)], 'part.png', { type: 'image/png' }));
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [...picture],
    );
    await expect(page.getByText('part.png')).toBeVisible();
    await anna.say('what is on it?');
    await expect(anna.thread.getByText(/^Answer number/)).toBeVisible();
    await expect(anna.thread.locator('img.bubble-picture')).toBeVisible();
    expect(provider.requests.at(-1)?.text).toMatch(/image_url|input_image/);
  });
});
