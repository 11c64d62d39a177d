import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { sliced } from '../support/fixtures.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, type World } from './support/world.ts';

const SMALLEST_PX = 44;

/** What one would miss with a finger: controls smaller than a fingertip. Links within sentences are exempt. */
const smallTargets = (page: Page) =>
  page.evaluate((smallest) => {
    const found: string[] = [];
    for (const one of document.querySelectorAll<HTMLElement>(
      'button, a[href], summary, select, input, textarea',
    )) {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      const unseen =
        box.width < 2 || style.visibility === 'hidden' || one.closest('[inert], [aria-hidden="true"]');
      const inSentence = one.closest('p, .prose, .say, .name') !== null && style.display === 'inline';
      // A label around a tick is pressed in its place.
      const target = one.closest('label')?.getBoundingClientRect() ?? box;
      // Half a pixel is a matter of rounding.
      if (unseen || inSentence || (target.height > smallest - 0.5 && target.width > smallest - 0.5)) continue;
      const words = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 40);
      found.push(`${one.tagName.toLowerCase()}.${one.className} "${words}" ${box.width} × ${box.height}`);
    }
    return found;
  }, SMALLEST_PX);

test.describe('promises of the page', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ speed: 20 });
    const { url } = world.printer;
    await putOnPrinter(url, 'cube_thumb.gcode', readFileSync(sliced('cube_thumb')));
    await fetch(`${url}/printer/print/start?filename=cube_thumb.gcode`, { method: 'POST' });
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  test('it can be installed: a manifest with icons of every kind that systems ask for', async ({ page }) => {
    await page.goto(`${world.app.url}/chat`);
    const at = (path: string) => page.request.get(new URL(path, world.app.url).href);
    const href = await page.locator('link[rel="manifest"]').getAttribute('href');
    const manifest = (await (await at(href ?? '')).json()) as {
      display: string;
      icons: { src: string; sizes: string; type: string; purpose: string }[];
    };
    expect(manifest.display).toBe('standalone');
    const kinds = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`);
    expect(kinds).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', 'any maskable']));
    for (const { src, type } of manifest.icons) {
      const icon = await at(src);
      expect([icon.status(), icon.headers()['content-type']]).toEqual([200, type]);
    }
    const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
    expect((await at(touch ?? '')).status()).toBe(200);
  });

  for (const width of [320, 390]) {
    test(`at ${width} px every control is as large as a fingertip, and the keyboard hides nothing`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      const anna = personOn(page);
      const small: string[] = [];
      for (const path of ['/chat', '/printers', '/approvals', '/activity', '/settings', '/settings/people']) {
        await anna.open(world.app.url + path);
        small.push(...(await smallTargets(page)).map((one) => `${path}: ${one}`));
      }
      expect(small).toEqual([]);
      await anna.open(`${world.app.url}/chat`);
      const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
      await composer.focus();
      // As a keyboard leaves it: the page says that it wants to be resized.
      expect(await page.locator('meta[name="viewport"]').getAttribute('content')).toContain(
        'resizes-content',
      );
      await page.setViewportSize({ width, height: 380 });
      await expect(composer).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('button', { name: /^Emergency stop/ }).first()).toBeInViewport();
    });
  }

  test('title and icon show how far the print is; with less motion nothing moves', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const anna = personOn(page);
    await anna.open(`${world.app.url}/printers`);
    await expect(page).toHaveTitle(/^\d+ % workshop · /);
    await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /circle/);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('how is it going?');
    const moving = () =>
      document
        .getAnimations()
        .filter((one) => one.playState === 'running' && Number(one.effect?.getTiming().duration) > 1).length;
    expect(await page.evaluate(moving)).toBe(0);
  });

  test('what Smokey says is announced in sentences, never in pieces', async ({ page }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const region = document.querySelector('.vh[aria-live="polite"]');
      new MutationObserver(() => heard.push(region?.textContent?.trim() ?? '')).observe(region!, {
        ...{ childList: true, characterData: true, subtree: true },
      });
    });
    await anna.say('why does petg string more than pla?');
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.filter(Boolean));
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
    for (const words of await heard()) expect(words).toMatch(/^Smokey: .*[.!?:…)\]"”]$/s);
  });

  test('the stream comes back by itself when the server was away, and that is shown meanwhile', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const lost = page.getByText(/No connection to the server since/).first();
    const again = page.waitForResponse((response) => response.url().includes('/api/live') && response.ok(), {
      timeout: 60_000,
    });
    await world.app.restart(() => lost.waitFor());
    await again;
    await expect(lost).toHaveCount(0, { timeout: 30_000 });
    await expect(anna.rail.getByText(/^No contact/)).toHaveCount(0, { timeout: 30_000 });
    // An answer comes over the stream; with its end the message can be asked in other words.
    await anna.say('hello');
    await expect(page.getByRole('button', { name: 'Edit and send again…' })).toBeVisible();
  });
});
