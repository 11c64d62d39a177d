import { expect, test } from '@playwright/test';
import { ask, startApp, startPrinter, type RunningApp } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { focusIsSeen, tabTo } from './support/keyboard.ts';
import { account, jobAt } from './support/main-journey.ts';
import { readerOf } from './support/reader.ts';

/** The main journey without a mouse, and once more without looking. */
test.describe('from the first page to a running print', () => {
  let app: RunningApp;
  let printer: Awaited<ReturnType<typeof startPrinter>>;
  const job = async () => (await jobAt(printer.url)).state;

  test.beforeEach(async () => {
    printer = await startPrinter({ speed: 40 });
    app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) });
  });
  test.afterEach(async () => {
    await app.stop();
    await printer.stop();
  });

  test('by keyboard alone: Tab, Enter and the shortcut', async ({ page }) => {
    const { keyboard } = page;
    const main = page.getByRole('main');
    await page.goto(app.url);
    await tabTo(page, page.getByRole('textbox', { name: 'Address' }));
    await keyboard.type(printer.address);
    await keyboard.press('Enter');

    await tabTo(page, page.getByLabel('E-mail'));
    await keyboard.type(account.email);
    await tabTo(page, page.getByLabel('Password'));
    await keyboard.type(account.password);
    await tabTo(page, page.getByLabel('Set-up code'));
    await keyboard.type(app.setupCode);
    await tabTo(page, main.getByRole('button', { name: /^Register and add/ }));
    expect(await focusIsSeen(page)).toBe(true);
    // Enter in a field sends the form, as everywhere.
    await keyboard.press('Shift+Tab');
    await expect(page.getByLabel('Set-up code')).toBeFocused();
    await keyboard.press('Enter');

    const composer = page.getByRole('textbox', { name: 'Message to Smokey' });
    await expect(composer).toBeVisible();
    // The first stop of a new page leads past the navigation.
    await keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await keyboard.press('Enter');
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, page.getByRole('button', { name: 'Attach a file or picture' }));
    await keyboard.press('Enter');
    await (await chooser).setFiles(sliced('cube_thumb'));
    await expect(page.getByText(/on the printer\. Say what to do with it/)).toBeVisible();
    await tabTo(page, composer);
    await keyboard.type('print it');
    await keyboard.press('Enter');
    await expect(composer).toBeFocused();

    const slip = page.getByRole('region', { name: /^Needs your decision/ });
    await tabTo(page, slip.getByRole('button', { name: /^Approve/ }), 'Shift+Tab');
    expect(await focusIsSeen(page)).toBe(true);
    expect(await job()).toBe('standby');
    await keyboard.press('Enter');
    await expect.poll(job).toBe('printing');
    // The slip is gone; the focus is on what has become of it, not lost.
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await tabTo(page, composer);

    await keyboard.type('stop the print');
    await keyboard.press('Enter');
    await expect(slip.last()).toBeVisible();
    await tabTo(page, slip.last().getByRole('button', { name: /^Decline/ }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page.getByLabel('Reason (optional)')).toBeFocused();
    await keyboard.type('It looks fine after all');
    await keyboard.press('Enter');
    await expect(page.getByRole('log').getByText('It looks fine after all').last()).toBeVisible();
    expect(await job()).toBe('printing');

    const pause = page.getByRole('button', { name: 'Pause', exact: true });
    await tabTo(page, pause);
    await keyboard.press('Enter');
    await expect.poll(job).toBe('paused');

    await keyboard.press('Control+Shift+X');
    await expect(page.getByText(/is stopped\./).first()).toBeVisible();
    expect((await ask<{ state: string }>(printer.url, '/printer/info')).state).toBe('shutdown');
  });

  test('reading only the accessibility tree', async ({ page }) => {
    const { hears, press, write } = readerOf(page);
    await page.goto(app.url);
    await hears(/heading "Where is your printer\?" \[level=1\]/);
    await write(/^Address/, printer.address);
    await press('button', /^Test the connection/);
    await hears(/heading ".*Whose printer is it\?" \[level=1\]/);
    await write(/^E-mail/, account.email);
    await write(/^Password/, account.password);
    await write(/^Set-up code/, app.setupCode);
    await press('button', /^Register and add/);

    await hears(/complementary "Machine"/);
    await hears(/term: Nozzle\s+- definition: [\d.]+\s?°C/);
    await hears(/img "Last 20 minutes: Nozzle/);
    await write(/^Message to Smokey/, 'how hot is the nozzle?');
    await press('button', /^Send/);
    await hears(/log "Conversation":[^]*Smokey[^]*\d\s?°C/);

    const chooser = page.waitForEvent('filechooser');
    await press('button', /^Attach a file/);
    await (await chooser).setFiles(sliced('cube_thumb'));
    await hears(/on the printer\. Say what to do with it/);
    await write(/^Message to Smokey/, 'print it');
    await press('button', /^Send/);
    await hears(/region "Needs your decision: Print cube_thumb\.gcode/);
    // What will happen stands in the tree too: how long, how much, how hot.
    await hears(/term: Time\s+- definition: .*min/);
    await hears(/term: Nozzle\s+- definition: 205\s?°C/);
    expect(await job()).toBe('standby');
    await press('button', /^Approve: Print cube_thumb|^Approve : Print cube_thumb/);
    await expect.poll(job).toBe('printing');
    await hears(/progressbar "Progress"/);
    await hears(/Approved by/);
    await press('button', /^Emergency stop/);
    await hears(/is stopped\./);
    expect((await ask<{ state: string }>(printer.url, '/printer/info')).state).toBe('shutdown');
  });
});
