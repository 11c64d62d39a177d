import { expect, test, type Page } from '@playwright/test';
import { ask } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { readFileSync } from 'node:fs';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, type World } from './support/world.ts';

/** A recording of an accelerometer that swings at 50 Hz along x, as Klipper writes it. */
const recording = {
  name: 'raw_data_x_1.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      '#time,accel_x,accel_y,accel_z',
      ...Array.from({ length: 9600 }, (_, i) => {
        const swing = 4000 * Math.sin((2 * Math.PI * 50 * i) / 3200);
        return [i / 3200, swing, 20 * Math.sin(i * 1.7), 9800 + 20 * Math.cos(i * 2.3)]
          .map((value) => value.toFixed(6))
          .join();
      }),
      '',
    ].join('\n'),
  ),
};

/** Input shaping from the noise to the undo, by a person's own clicks on the page and by talking to Smokey. */
test.describe('a guided session of input shaping', () => {
  let world: World;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    world = await startWorld({ speed: 10 });
    await putOnPrinter(world.printer.url, 'cube.gcode', readFileSync(sliced('cube_thumb')));
  });
  test.afterAll(() => world.stop());

  const console = async () => {
    const { gcode_store: lines } = await ask<{ gcode_store: { type: string; message: string }[] }>(
      world.printer.url,
      '/server/gcode_store?count=200',
    );
    return lines.filter(({ type }) => type === 'command').map(({ message }) => message);
  };
  const tuningPage = async ({ request }: Page) => {
    const [printer] = (await (await request.get(`${world.app.url}/api/printers`)).json()) as { id: string }[];
    return `${world.app.url}/printers/${printer!.id}/tuning`;
  };
  const config = async () => (await fetch(`${world.printer.url}/server/files/config/printer.cfg`)).text();

  test('on the page: noise, home, measure, choose, apply, compare, save, take back', async ({
    page,
    context,
  }) => {
    test.setTimeout(300_000);
    await world.signIn(context);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/printers`);
    await page.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'Input shaping and speed' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Input shaping of/ })).toBeVisible();
    const before = await config();

    await page.getByRole('button', { name: 'Check the noise' }).click();
    await expect(page.getByText(/Noise is low: x \(\d+\)/)).toBeVisible();
    expect((await console()).filter((line) => /G28|SHAPER|TEST_RES/.test(line))).toEqual([]);
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await expect(page.getByText('All axes are homed.')).toBeVisible();

    await page.getByRole('button', { name: 'Measure X and Y…' }).click();
    await expect(page.getByRole('dialog')).toContainText('must stand firm');
    await page.getByRole('button', { name: 'Shake it now' }).click();
    await expect(page.getByText(/^Shaking X at \d+ Hz/)).toBeVisible();
    await expect(page.getByText(/^The vibration of X so far/)).toBeVisible();
    await expect(page.getByText(/^The vibration of Y so far/)).toBeVisible({ timeout: 90_000 });
    await expect(page.getByRole('heading', { name: /^X: vibrates most at 52\.\d\sHz/ })).toBeVisible({
      timeout: 120_000,
    });
    await expect(page.getByRole('heading', { name: /^Y: vibrates most at 39\.\d\sHz/ })).toBeVisible();
    await expect(
      page.getByText(/X: take \w+ at [\d.]+ Hz\. It leaves .* rounds corners by/).first(),
    ).toBeVisible();
    const table = page.getByRole('region', { name: 'Shapers of X' }).first();
    await expect(table.getByRole('row')).toHaveCount(6);

    // Another shaper than the recommended one, applied and undone.
    await table.getByRole('radio', { name: /^ei @/ }).check();
    await page.getByRole('button', { name: /^Apply X ei/ }).click();
    await expect(page.getByText(/^Input shaping now: X ei@/)).toBeVisible();
    expect((await console()).at(-1)).toMatch(/^SET_INPUT_SHAPER SHAPER_TYPE_X=ei/);
    await page.getByRole('button', { name: 'No shaping' }).click();
    await expect(page.getByText(/^Input shaping now: X none, Y none/)).toBeVisible();
    await page.getByRole('button', { name: /^As before: X mzv 41\.2\sHz, Y mzv 38\.6\sHz$/ }).click();
    await expect(page.getByText(/^Input shaping now: X mzv@41\.2, Y mzv@38\.6/)).toBeVisible();

    // Klipper's own recommendation saved with the lines shown, and taken back from what is kept.
    const save = async (said: RegExp) => {
      await page.getByRole('button', { name: 'Save and restart Klipper…' }).click();
      await expect(page.getByRole('dialog')).toContainText('homing is lost');
      await page.getByRole('button', { name: 'Save and restart', exact: true }).click();
      await expect(page.getByText(said)).toBeVisible({ timeout: 120_000 });
    };
    const takeBack = async () => {
      await page.getByRole('button', { name: 'Bring back the saved values of before…' }).first().click();
      await page.getByRole('button', { name: 'Bring back and restart' }).click();
      await expect(page.getByText(/hold again, and Klipper is ready/)).toBeVisible({ timeout: 120_000 });
      expect(await config()).toMatch(/shaper_freq_x = 41\.2/);
      await expect(page.getByText('X, saved').locator('..')).toContainText('mzv 41.2 Hz');
    };
    expect(before).toMatch(/shaper_freq_x: 41\.2/);
    await table.getByRole('radio', { name: /^mzv @/ }).check();
    await save(/^Saved, and Klipper is ready again/);
    expect(await config()).toMatch(/#\*# shaper_freq_x = 5\d/);
    await takeBack();
    // The same for a shaper that was chosen instead of the recommended one.
    await table.getByRole('radio', { name: /^ei @/ }).check();
    await save(/^The chosen shapers are saved/);
    expect(await config()).toMatch(/#\*# shaper_type_x = ei/);
    await takeBack();
  });

  test('what it wins for one’s own files', async ({ page, context }) => {
    await world.signIn(context);
    const anna = personOn(page);
    await anna.open(await tuningPage(page));
    await page.getByLabel('Acceleration, mm/s²').fill('9000');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect(page.getByRole('button', { name: 'Work it out' })).toBeVisible({ timeout: 120_000 });
    const row = page.getByRole('row', { name: /cube\.gcode/ });
    await expect(row).toContainText(/\d+\s(s|min).*\(\d+(\.\d+)?\s%\)/);
    const table = page.getByRole('table', { name: 'What it wins for your files' });
    await expect(table).toContainText(/Spent then on: \w+/);
    await expect(table).toContainText(/slicing with higher speeds|higher acceleration|top speed|many causes/);
  });

  test('a recording made elsewhere is read in the browser; what is none is refused', async ({
    page,
    context,
  }) => {
    await world.signIn(context);
    const anna = personOn(page);
    await anna.open(await tuningPage(page));
    const field = page.getByLabel('CSV file');
    await field.setInputFiles(recording);
    const section = page.getByRole('region', { name: 'A recording made elsewhere' });
    await expect(
      section.getByRole('heading', { name: /^X: vibrates most at (49|50)\.\d\sHz/ }),
    ).toBeVisible();
    await field.setInputFiles({
      name: 'notes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('hello\nworld\n'),
    });
    await expect(section.getByText(/not a recording/)).toBeVisible();
  });

  test('dropped into the chat, a recording is analysed for Smokey and shown as its card', async ({
    page,
    context,
  }) => {
    await world.signIn(context);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await page.locator('input[type=file]').setInputFiles(recording);
    await expect(page.getByText(/\skB, here\./)).toBeVisible();
    await anna.say('which shaper fits best by this measurement?');
    await expect(anna.thread.getByText('raw_data_x_1.csv').first()).toBeVisible();
    await expect(
      anna.thread.getByRole('heading', { name: /^X: vibrates most at (49|50)\.\d\sHz/ }),
    ).toBeVisible({ timeout: 30_000 });
    await expect(anna.thread.getByRole('row').nth(1)).toContainText('%');
    await anna.reload();
    await expect(anna.thread.getByRole('heading', { name: /^X: vibrates most at/ })).toBeVisible();
  });

  test('by talking to Smokey: the slip, the spectrum growing, the card, and the way to the page', async ({
    page,
    context,
  }) => {
    test.setTimeout(240_000);
    await world.signIn(context);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.say('calibrate the input shaper');
    await expect(anna.slip).toContainText('resonances');
    await anna.approve();
    await expect(anna.thread.getByText(/^The vibration of X so far/)).toBeVisible({ timeout: 90_000 });
    await expect(anna.thread.getByRole('heading', { name: /^X: vibrates most at/ })).toBeVisible({
      timeout: 120_000,
    });
    await anna.thread.getByRole('link', { name: 'Open input shaping' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: /^Input shaping of/ })).toBeVisible();
  });

  test('while a print runs, what needs a printer at rest says so, and is not sent', async ({
    page,
    context,
  }) => {
    await world.signIn(context);
    await fetch(`${world.printer.url}/printer/print/start?filename=cube.gcode`, { method: 'POST' });
    await personOn(page).open(await tuningPage(page));
    const measure = page.getByRole('button', { name: 'Measure X and Y…' });
    await expect(measure).toHaveAttribute('aria-disabled', 'true');
    await expect(measure).toHaveAccessibleDescription(/^Not while a print runs/);
    await measure.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(measure).toBeFocused();
    await fetch(`${world.printer.url}/printer/print/cancel`, { method: 'POST' });
    await expect(measure).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
  });
});
