import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { ask } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { tabTo } from './support/keyboard.ts';
import { jobAt } from './support/main-journey.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, type World } from './support/world.ts';

/** The machine beside the chat: one press each, and the printer itself says what became of it. */
test.describe.serial('the machine rail', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ speed: 20 });
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  const targets = async () => {
    const path = '/printer/objects/query?extruder=target&heater_bed=target&toolhead=homed_axes';
    const { status } = await ask<{
      status: {
        extruder: { target: number };
        heater_bed: { target: number };
        toolhead: { homed_axes: string };
      };
    }>(world.printer.url, path);
    return [status.extruder.target, status.heater_bed.target, status.toolhead.homed_axes];
  };

  test('home, preheat for a material, cool down; then pause, resume and cancel of a print', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const press = (name: string | RegExp) => anna.rail.getByRole('button', { name }).click();
    await press('Home');
    await expect.poll(targets).toEqual([0, 0, 'xyz']);
    await press('Preheat: choose a material');
    await page.getByRole('menuitem', { name: /PETG/ }).click();
    await expect.poll(targets).toEqual([240, 80, 'xyz']);
    await press('Cool down');
    await expect.poll(targets).toEqual([0, 0, 'xyz']);

    const { url } = world.printer;
    const job = async () => (await jobAt(url)).state;
    await putOnPrinter(url, 'cube_thumb.gcode', readFileSync(sliced('cube_thumb')));
    await fetch(`${url}/printer/print/start?filename=cube_thumb.gcode`, { method: 'POST' });
    await press('Pause');
    await expect.poll(job).toBe('paused');
    await press('Resume');
    await expect.poll(job).toBe('printing');
    await press(/^Cancel print/);
    const sure = page.getByRole('dialog').getByRole('button').first();
    await expect.poll(async () => (await job()) === 'cancelled' || (await sure.isVisible())).toBe(true);
    if (await sure.isVisible()) await sure.click();
    await expect.poll(job).toBe('cancelled');
  });

  test('live video is asked for and held again; the chat shows when a picture was taken, and takes a new one', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await anna.rail.getByRole('button', { name: 'Go live' }).click();
    await expect(anna.rail.getByRole('img', { name: /^Live video of/ })).toBeVisible();
    await anna.rail.getByRole('button', { name: 'Hold' }).click();
    await expect(anna.rail.getByRole('img', { name: /^Picture of/ })).toBeVisible();

    await anna.say('show me the camera');
    const card = anna.thread.getByRole('article', { name: 'Picture of the camera' });
    const picture = card.getByRole('img');
    await expect(picture).toHaveAccessibleName(/taken at \d\d:\d\d:\d\d/);
    const first = await picture.getAttribute('src');
    await card.getByRole('button', { name: 'New picture' }).click();
    await expect(picture).not.toHaveAttribute('src', first ?? '');
    await card.getByRole('button', { name: 'Go live' }).click();
    await expect(card.getByRole('img', { name: /^Live video of/ })).toBeVisible();
    await expect(card.locator('header .age')).toHaveText('Live');
  });

  test('what fits the state is offered: other words for a printer at rest than for one that prints', async ({
    page,
  }) => {
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    const offered = page.getByRole('main').getByRole('button', { name: 'Which files are on it?' });
    await expect(offered).toBeVisible();
    await fetch(`${world.printer.url}/printer/print/start?filename=cube_thumb.gcode`, { method: 'POST' });
    await expect(page.getByRole('main').getByRole('button', { name: 'Pause the print' })).toBeVisible();
    await expect(offered).toHaveCount(0);
    await page.getByRole('main').getByRole('button', { name: 'How is it going?' }).click();
    await expect(anna.thread.getByText(/printing cube_thumb\.gcode/)).toBeVisible();
    await fetch(`${world.printer.url}/printer/print/cancel`, { method: 'POST' });
  });

  test('the stop is in sight on every page, on a phone too, and in reach of the keyboard', async ({
    page,
  }) => {
    const anna = personOn(page);
    const list = (await (await page.request.get(`${world.app.url}/api/printers`)).json()) as { id: string }[];
    const printer = `/printers/${list[0]?.id}`;
    for (const path of [
      ...['/chat', '/printers', '/printers/add', `${printer}/people`, `${printer}/tuning`, '/approvals'],
      ...['/activity', '/settings', '/settings/people'],
    ]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await anna.open(world.app.url + path);
      const stop = page.locator('.stop[aria-keyshortcuts]');
      await expect(stop, path).toHaveAccessibleName('Emergency stop, workshop');
      await tabTo(page, stop);
      await expect(stop, path).toBeInViewport({ ratio: 1 });
      await page.setViewportSize({ width: 320, height: 568 });
      await expect(stop, path).toBeInViewport({ ratio: 1 });
    }
  });

  test('a stop that gets no answer is not told as one: the plug is named', async ({ page }) => {
    test.setTimeout(180_000);
    const anna = personOn(page);
    await anna.open(`${world.app.url}/chat`);
    await expect(anna.rail.getByText('Nozzle', { exact: true }).first()).toBeVisible();
    world.printer.running.child.kill('SIGSTOP');
    try {
      await page.keyboard.press('Control+Shift+X');
      await expect(page.getByText('The stop did not get through.')).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText(/Switch the printer off at its plug now/)).toBeVisible();
      await expect(page.getByText(/is stopped\./)).toHaveCount(0);
    } finally {
      world.printer.running.child.kill('SIGCONT');
    }
  });
});
