import { expect, test } from '@playwright/test';
import { startApp, startPrinter, ask, type RunningApp } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { personOn } from './support/person.ts';

/** From an address typed by a visitor to a print that runs, is paused, resumed, cancelled and stopped. */
test.describe('the main journey on a simulated printer', () => {
  test.describe.configure({ mode: 'serial' });
  let app: RunningApp;
  let printer: Awaited<ReturnType<typeof startPrinter>>;

  test.beforeAll(async () => {
    printer = await startPrinter({ speed: 20 });
    app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) });
  });
  test.afterAll(async () => {
    await app.stop();
    await printer.stop();
  });

  const job = async () => {
    const { status } = await ask<{ status: { print_stats: { state: string; filename: string } } }>(
      printer.url,
      '/printer/objects/query?print_stats',
    );
    return status.print_stats;
  };

  test('print a real file by talking to Smokey', async ({ page }) => {
    const anna = personOn(page);
    await page.goto(app.url);
    await anna.addByAddress(printer.address);
    await expect(page.getByRole('heading', { name: /Whose printer is it/ })).toBeVisible();
    await expect(page.getByText(printer.address).first()).toBeVisible();
    await anna.register('anna@example.org', 'three green printers', app.setupCode);

    // Every sensor, the camera and the host stand beside the chat.
    await expect(anna.rail.getByText('Nozzle').first()).toBeVisible();
    await expect(anna.rail.getByText('Bed').first()).toBeVisible();
    await expect(anna.rail.getByText('CPU').first()).toBeVisible();
    await expect(anna.rail.getByRole('img', { name: /^Picture of/ })).toBeVisible();

    await anna.say('how hot is the nozzle?');
    await expect(anna.thread.getByText(/2\d(\.\d)?\s?°C/).last()).toBeVisible();
    await anna.say('show me the camera');
    await expect(anna.thread.getByRole('img', { name: /^Picture of/ }).last()).toBeVisible();

    await anna.drop(sliced('cube_thumb'));
    await anna.say('print it');
    await expect(anna.slip).toContainText('cube_thumb');
    expect((await job()).state).toBe('standby');
    await page.reload();
    await expect(anna.slip).toContainText('cube_thumb');
    await anna.approve();
    await expect.poll(async () => (await job()).state).toBe('printing');
    await expect(anna.rail.getByText('cube_thumb.gcode').first()).toBeVisible();
    await expect(anna.rail.getByRole('progressbar').first()).toBeVisible();

    await anna.say('pause');
    await anna.approve();
    await expect.poll(async () => (await job()).state).toBe('paused');
    await anna.say('resume');
    await anna.approve();
    await expect.poll(async () => (await job()).state).toBe('printing');

    await anna.say('stop the print');
    await expect(anna.slip.last()).toBeVisible();
    await anna.decline('It looks fine after all');
    await expect(anna.thread.getByText('It looks fine after all').last()).toBeVisible();
    expect((await job()).state).toBe('printing');
    await anna.say('cancel the print');
    await anna.approve();
    await expect.poll(async () => (await job()).state).toBe('cancelled');
  });

  test('the emergency stop is one press, and says that Klipper was seen in shutdown', async ({ page }) => {
    const anna = personOn(page);
    await page.goto(`${app.url}/sign-in`);
    await anna.logIn('anna@example.org', 'three green printers');
    await page
      .getByRole('button', { name: /^Emergency stop/ })
      .first()
      .click();
    await expect(page.getByText(/is stopped\./).first()).toBeVisible();
    const info = await ask<{ state: string }>(printer.url, '/printer/info');
    expect(info.state).toBe('shutdown');
  });
});
