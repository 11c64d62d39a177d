import { expect, test } from '@playwright/test';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, tracesAt, type World } from './support/world.ts';

/** Names that want to be something else, and two tabs that want the same thing. */
test.describe('strange input', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ speed: 20 });
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  const NAMES = [
    '<img src=x onerror=alert(1)>.gcode',
    '<script>document.title=1<script>.gcode',
    'invoice_\u202Eedocg.exe.gcode',
    '🐙 octopus 🧵.gcode',
    `${'very_long_'.repeat(20)}.gcode`,
  ];

  test('names of files with markup, turned letters and pictures are words, with what is hidden shown', async ({
    page,
  }) => {
    for (const name of NAMES) await putOnPrinter(world.printer.url, name, 'G28\n');
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('which files are on it?');
    const card = anna.thread.getByRole('article', { name: 'Files on the printer' });
    await expect(card).toContainText('<img src=x onerror=alert(1)>.gcode');
    await expect(card).toContainText('🐙 octopus 🧵.gcode');
    await expect(card).toContainText('invoice_⟦U+202E⟧edocg.exe.gcode');
    expect(await anna.thread.locator('img[src="x"], script').count()).toBe(0);
    expect(await anna.thread.textContent()).not.toContain('\u202E');
    await anna.say(`delete ${NAMES[0]}`);
    await expect(anna.slip).toContainText('<img src=x onerror=alert(1)>.gcode');
    expect(await anna.slip.locator('img[src="x"]').count()).toBe(0);
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
    expect(dialogs).toEqual([]);
    expect(await page.title()).not.toBe('1');
  });

  test('a preview that is no picture: the shape of a file in its place, and the rest of the card', async ({
    page,
  }) => {
    const script = Buffer.from('<svg onload="alert(1)">no picture</svg>').toString('base64');
    const preview = `; thumbnail begin 300x300 ${script.length}\n; ${script}\n; thumbnail end\n`;
    await putOnPrinter(world.printer.url, 'no-picture.gcode', `${preview}G28\nG1 X10 Y10 F3000\n`);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const asked = page.waitForResponse(/thumbnail\?path=no-picture/);
    await anna.say('tell me about no-picture.gcode');
    const card = anna.thread.getByRole('article', { name: 'File no-picture.gcode' });
    await expect(card).toBeVisible();
    const response = await asked;
    expect(response.headers()['content-type'] ?? '').not.toMatch(/svg|html/);
    await expect(card.locator('.thumb svg')).toBeVisible();
    await expect(card.locator('.thumb img')).toHaveCount(0);
  });

  test('two tabs decide at once: it happens once, and both tell the same', async ({ context, page }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('set the bed to 41');
    await expect(anna.slip).toBeVisible();
    const second = await context.newPage();
    await personOn(second).open(page.url());
    await expect(personOn(second).slip).toBeVisible();
    const before = (await tracesAt(world.printer.url)) as { commands: string[] };
    // Found first, then pressed past the waiting of a click, so that both leave at the same moment.
    const buttons = await Promise.all(
      [page, second].map((tab) =>
        personOn(tab)
          .slip.getByRole('button', { name: /^Approve/ })
          .elementHandle(),
      ),
    );
    await Promise.all(buttons.map((button) => button?.evaluate((one) => (one as HTMLElement).click())));
    for (const tab of [page, second]) {
      await expect(tab.getByText(/^Approved by anna/)).toHaveCount(1);
      await expect(personOn(tab).slip).toHaveCount(0);
    }
    const after = (await tracesAt(world.printer.url)) as { commands: string[] };
    const sent = after.commands.slice(before.commands.length);
    expect(sent.filter((line) => /TARGET=41/.test(line))).toHaveLength(1);
  });
});
