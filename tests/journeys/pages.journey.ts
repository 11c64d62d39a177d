import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startApp, type RunningApp } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** What went wrong on a page beside what it shows: rules it broke, requests that left, faults of its program. */
function watch(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) seen.push(`left the origin: ${url}`);
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.push(message.text());
  });
  page.on('pageerror', (error) => seen.push(error.message));
  return seen;
}

/** How much wider the page is than the screen, and through what; null where it fits. Runs in the page. */
function beyondTheEdge(): string | null {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return null;
  const through = [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
  return `${over} px wider than the screen: ${through.slice(0, 5).join(', ')}`;
}

/** Looks at a page in both sizes and both themes, and at 320 pixels. */
async function findingsOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      for (const { id, help, nodes } of violations) {
        found.push(`${size.width} ${colorScheme}: ${id}: ${help} (${nodes[0]?.target.join(' ')})`);
      }
    }
  }
  for (const width of [320, ...SIZES.map((size) => size.width)]) {
    await page.setViewportSize({ width, height: 700 });
    const over = await page.evaluate(beyondTheEdge);
    if (over !== null) found.push(`${width}: ${over}`);
  }
  return found;
}

test.describe('every page of a visitor', () => {
  let app: RunningApp;
  test.beforeAll(async () => {
    app = await startApp();
  });
  test.afterAll(() => app?.stop());

  for (const path of ['/', '/register', '/sign-in', '/no-such-page']) {
    test(`${path}: nothing keeps anybody out, nothing overflows, nothing leaves`, async ({ page }) => {
      const seen = watch(page, app.url);
      await page.goto(app.url + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await findingsOn(page)).toEqual([]);
      expect(seen).toEqual([]);
    });
  }
});

test.describe('every page with a print running and a decision waiting', () => {
  let world: World;
  let conversation: string;
  let printerId: string;
  let actionId: string;
  let invitation: string;

  test.beforeAll(async ({ browser }) => {
    world = await startWorld({ speed: 20 });
    const context = await browser.newContext();
    await world.signIn(context);
    const page = await context.newPage();
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.drop(sliced('cube_thumb'));
    await anna.say('print it');
    await anna.approve();
    await expect(page.getByText(/^Approved by/).first()).toBeVisible();
    await anna.say('how hot is the nozzle?');
    await expect(anna.thread.getByText(/\d\s?°C/).last()).toBeVisible();
    await anna.say('pause');
    await expect(anna.slip).toHaveCount(1);
    conversation = new URL(page.url()).pathname;
    const idOfFirst = async (path: string) =>
      ((await (await page.request.get(world.app.url + path)).json()) as { id: string }[])[0]?.id ?? '';
    printerId = await idOfFirst('/api/printers');
    actionId = await idOfFirst('/api/actions');
    await anna.open(`${world.app.url}/printers/${printerId}/people`);
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.locator('.card pre').first().innerText();
    invitation = `/invite/${new URL(link.trim()).searchParams.get('invite')}`;
    await context.close();
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  const pages: [name: string, path: () => string][] = [
    ['the chat, empty', () => '/chat'],
    ['the chat with a slip', () => conversation],
    ['printers', () => '/printers'],
    ['adding a printer', () => '/printers/add'],
    ['approvals', () => '/approvals'],
    ['activity', () => '/activity'],
    ['settings', () => '/settings'],
    ['people', () => '/settings/people'],
    ['people on a printer', () => `/printers/${printerId}/people`],
    ['input shaping', () => `/printers/${printerId}/tuning`],
    ['a decision', () => `/approvals/${actionId}`],
    ['an invitation', () => invitation],
  ];
  for (const [name, path] of pages) {
    test(`${name}: nothing keeps anybody out, nothing overflows, nothing leaves`, async ({ page }) => {
      const seen = watch(page, world.app.url);
      await personOn(page).open(world.app.url + path());
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      if (name === 'the chat with a slip') await expect(personOn(page).slip).toBeVisible();
      expect(await findingsOn(page)).toEqual([]);
      expect(seen).toEqual([]);
    });
  }

  test('an open menu stays in the region of the page it belongs to', async ({ page }) => {
    await personOn(page).open(`${world.app.url}/printers`);
    await page.getByRole('button', { name: /^More about/ }).click();
    await expect(page.getByRole('main').getByRole('menu')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
});
