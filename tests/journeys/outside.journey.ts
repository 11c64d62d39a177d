import { expect, test } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { startApp, startPrinter } from '../support/app.ts';
import { startEdge } from '../support/edge.ts';
import { account, addAndRegister, printsByChat, seesTheMachine } from './support/main-journey.ts';
import { personOn } from './support/person.ts';

const printerEnv = (port: number) => ({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(port) });

test('the journey through a tunnel: HTTPS outside, plain HTTP inside', async ({ page, context }) => {
  const printer = await startPrinter({ speed: 20 });
  const app = await startApp({ ...printerEnv(printer.port), TRUSTED_PROXIES: '127.0.0.1' });
  const edge = await startEdge(app.url);
  try {
    // From outside nothing is dialled before signing in: the address is kept and tested afterwards.
    const anna = personOn(page);
    await page.goto(edge.url);
    await anna.addByAddress(printer.address);
    await expect(page.getByLabel('E-mail')).toBeVisible();
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByLabel('Set-up code').fill(app.setupCode);
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Register and add/ })
      .click();
    await expect(page.getByRole('textbox', { name: 'Message to Smokey' })).toBeVisible({ timeout: 30_000 });
    const cookies = await context.cookies();
    expect(cookies.filter(({ httpOnly }) => httpOnly).every(({ secure }) => secure)).toBe(true);

    await seesTheMachine(page);
    // After the cut the conversation is read anew; a slow answer must not take back what is said meanwhile.
    await page.route(/\/api\/chat\/.*last=/, async (route) => {
      const answer = await route.fetch();
      await expect(page.getByRole('log').getByText('print it', { exact: true })).toBeVisible();
      await route.fulfill({ response: answer });
    });
    edge.cut();
    await printsByChat(page, printer.url);
  } finally {
    await edge.stop();
    await app.stop();
    await printer.stop();
  }
});

test('the journey from another address of this machine, over plain HTTP', async ({ page }) => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  test.skip(address === undefined, 'This machine has no address but loopback.');
  const printer = await startPrinter({ speed: 20 });
  const app = await startApp({ ...printerEnv(printer.port), HOST: '0.0.0.0' });
  try {
    const url = `http://${address}:${app.port}`;
    await addAndRegister(page, url, printer.address, app.setupCode);
    await seesTheMachine(page);
    await personOn(page).reload();
    await seesTheMachine(page);
  } finally {
    await app.stop();
    await printer.stop();
  }
});
