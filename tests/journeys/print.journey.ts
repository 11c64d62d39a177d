import { expect, test } from '@playwright/test';
import { startApp, startPrinter, type RunningApp } from '../support/app.ts';
import { addAndRegister, printsByChat, seesTheMachine, stopsAtOnce } from './support/main-journey.ts';
import { personOn } from './support/person.ts';

/** From an address typed by a visitor to a print by chat, started as `npm start` does. */
test.describe('the main journey on a simulated printer', () => {
  let app: RunningApp;
  let printer: Awaited<ReturnType<typeof startPrinter>>;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    printer = await startPrinter({ speed: 20 });
    const env = { ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) };
    app = await startApp(env, { launcher: true });
  });
  test.afterAll(async () => {
    await app.stop();
    await printer.stop();
  });

  test('print a real file by talking to Smokey', async ({ page }) => {
    const anna = personOn(page);
    await page.goto(app.url);
    await anna.addByAddress(printer.address);
    await expect(page.getByRole('heading', { name: /Whose printer is it/ })).toBeVisible();
    await expect(page.getByText(printer.address).first()).toBeVisible();
    await anna.register('anna@example.org', 'three green printers', app.setupCode);

    await seesTheMachine(page);
    await expect(anna.rail.getByRole('img', { name: /^Picture of/ })).toBeVisible();
    await anna.say('show me the camera');
    await expect(anna.thread.getByRole('img', { name: /^Picture of/ }).last()).toBeVisible();
    await printsByChat(page, printer.url);
    await stopsAtOnce(page, printer.url);
  });

  test('a restart of the app in the middle loses nothing that was said', async ({ page }) => {
    const anna = personOn(page);
    await page.goto(`${app.url}/sign-in`);
    await anna.logIn('anna@example.org', 'three green printers');
    await page
      .getByRole('link', { name: /how hot is the nozzle/ })
      .first()
      .click();
    await expect(anna.thread.getByText('cancel the print').first()).toBeVisible();
    await app.restart();
    await anna.reload();
    await expect(anna.thread.getByText('cancel the print').first()).toBeVisible();
  });
});

test.describe('the main journey on a real Moonraker', () => {
  test('add it by address, print by chat, stop', async ({ page }) => {
    test.setTimeout(300_000);
    const { startRealPrinter } = await import('../support/real-printer.ts');
    const printer = await startRealPrinter({ speed: 20 });
    test.skip(!printer.available, printer.available ? '' : `No real Moonraker: ${printer.reason}`);
    if (!printer.available) return;
    const app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) });
    try {
      await addAndRegister(page, app.url, printer.address, app.setupCode);
      await seesTheMachine(page);
      await printsByChat(page, printer.url);
      await stopsAtOnce(page, printer.url);
    } finally {
      await app.stop();
      await printer.stop();
    }
  });
});
