import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { sliced } from '../support/fixtures.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, type World } from './support/world.ts';

/** A browser that hears and speaks, as far as the pages can tell. */
function withVoice(): void {
  const spoken: string[] = [];
  class Recognition {
    onresult: ((event: unknown) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onend: (() => void) | null = null;
    start() {
      Object.assign(window, { hearing: this });
    }
    abort() {
      this.onend?.();
    }
  }
  const voice = {
    speak: ({ text }: { text: string }) => spoken.push(text),
    cancel: () => spoken.push('(silence)'),
  };
  Object.defineProperty(window, 'speechSynthesis', { value: voice });
  Object.assign(window, { SpeechRecognition: Recognition, spoken });
}
interface Heard {
  hearing: { onresult(event: unknown): void; onend(): void };
  spoken: string[];
}
const hear = (words: string) =>
  (window as unknown as Heard).hearing.onresult({
    results: [Object.assign([{ transcript: words }], { isFinal: true })],
  });
const fallSilent = () => (window as unknown as Heard).hearing.onend();

/** A browser that cannot draw in 3D. */
function withoutWebGL(): void {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (
    this: HTMLCanvasElement,
    kind: string,
    ...rest: unknown[]
  ) {
    return kind.startsWith('webgl') ? null : original.call(this, kind as '2d', ...(rest as []));
  } as typeof original;
}

test.describe('voice and drawings', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ speed: 100 });
  });
  test.afterAll(() => world.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  test('what is said goes into the message; it is sent by the person, or at the end when chosen', async ({
    page,
  }) => {
    await page.addInitScript(withVoice);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const message = page.getByRole('textbox', { name: 'Message to Smokey' });
    const speak = page.getByRole('button', { name: 'Speak your message' });
    await message.fill('please tell me:');
    await speak.click();
    await page.evaluate(hear, 'how hot is the nozzle');
    await expect(message).toHaveValue('please tell me: how hot is the nozzle');
    await page.evaluate(fallSilent);
    await expect(speak).toBeVisible();
    await expect(message).toHaveValue('please tell me: how hot is the nozzle');
    await expect(page.getByRole('log').getByText('please tell me')).toHaveCount(0);

    await page.getByRole('button', { name: 'Read answers aloud' }).click();
    await message.fill('');
    await speak.click();
    await page.getByLabel('Send when I stop').check();
    await page.evaluate(hear, 'how hot is the bed');
    await page.evaluate(fallSilent);
    await expect(page.getByRole('log').getByText('how hot is the bed')).toBeVisible();
    const spoken = () => page.evaluate(() => (window as unknown as Heard).spoken.join(' '));
    await expect.poll(spoken).toMatch(/Bed: \d/);
    await page.getByRole('button', { name: 'Silence' }).click();
    await expect.poll(spoken).toMatch(/\(silence\)$/);
    await expect(page.getByRole('button', { name: 'Silence' })).toHaveCount(0);
  });

  test('a browser without a voice shows nothing of it', async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis'])
        Reflect.deleteProperty(window, name);
    });
    await personOn(page).open(`${world.app.url}/chat`);
    await expect(
      page.getByRole('button', { name: 'Attach' }).or(page.locator('.composer .btn')).first(),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Speak your message' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Read answers aloud' })).toHaveCount(0);
  });

  test('a measured bed comes in words and figures, from above where nothing draws in 3D', async ({
    page,
  }) => {
    await page.addInitScript(withoutWebGL);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('calibrate the bed mesh');
    await anna.approve();
    const card = page.getByRole('article', { name: /^Bed mesh/ }).last();
    await expect(card).toBeVisible({ timeout: 60_000 });
    await expect(card.getByText(/^Highest .*\smm at .*, lowest .*\smm at /)).toBeVisible();
    await expect(card.getByRole('img', { name: /^The bed from above/ })).toBeVisible();
    await expect(card.getByText(/cannot draw in 3D/)).toBeVisible();
    await card.locator('summary', { hasText: /^All 25 points/ }).click();
    await expect(card.getByRole('row', { name: /^Row 1, front/ })).toBeVisible();
    await expect(page.getByText('Found, not yet saved')).toHaveCount(0);
  });

  test('temperatures are drawn and read moment by moment, by keyboard', async ({ page }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('show the temperatures');
    const moment = page.getByRole('slider', { name: /moment by moment/ }).last();
    await expect(moment.locator('canvas')).toBeVisible();
    const now = await moment.getAttribute('aria-valuetext');
    expect(now).toMatch(/Nozzle \d/);
    await moment.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => moment.getAttribute('aria-valuetext')).not.toBe(now);
    await expect(page.getByText(/Nozzle (steady|from|at) /).last()).toBeVisible();
  });

  test('what only eyes can see is ticked off: on another device too, and without a network', async ({
    page,
    context,
    browser,
  }) => {
    await putOnPrinter(world.printer.url, 'cube.gcode', readFileSync(sliced('cube_thumb')));
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('check cube.gcode before printing');
    const card = page.getByRole('article', { name: 'Before it prints' });
    await expect(card.getByText('3 things to look at.')).toBeVisible();
    await card.getByLabel(/^The bed is clear/).check();
    await expect(card.getByText('2 things to look at.')).toBeVisible();

    const phone = await browser.newContext();
    await world.signIn(phone);
    const there = personOn(await phone.newPage());
    await there.open(page.url());
    const same = there.page.getByRole('article', { name: 'Before it prints' });
    await expect(same.getByLabel(/^The bed is clear/)).toBeChecked();
    await same.getByLabel(/^The right filament/).check();
    await expect(card.getByText('One thing to look at.')).toBeVisible();

    // Ticked where there is no network, it is there on the other device as soon as there is one.
    await context.setOffline(true);
    await card.getByLabel(/^The bed is clear/).uncheck();
    await expect(card.getByText('2 things to look at.')).toBeVisible();
    await expect(same.getByLabel(/^The bed is clear/)).toBeChecked();
    await context.setOffline(false);
    await expect(same.getByLabel(/^The bed is clear/)).not.toBeChecked({ timeout: 30_000 });
    await anna.reload();
    await expect(card.getByLabel(/^The right filament/)).toBeChecked();
    await expect(card.getByLabel(/^The bed is clear/)).not.toBeChecked();
    await phone.close();
  });
});
