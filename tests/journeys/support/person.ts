import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the pages, in the words of the pages. */
export interface Person {
  page: Page;
  /** Opens a page of somebody who is signed in, and waits until it is alive: its stream begins last. */
  open(url: string): Promise<void>;
  /** Reloads it, and waits for the same. */
  reload(): Promise<void>;
  /** Types an address on the first page and presses the test button. */
  addByAddress(address: string): Promise<void>;
  takePracticePrinter(): Promise<void>;
  register(email: string, password: string, setupCode?: string): Promise<void>;
  logIn(email: string, password: string): Promise<void>;
  say(text: string): Promise<void>;
  /** Drops a file into the chat and waits until it has arrived. */
  drop(path: string): Promise<void>;
  approve(): Promise<void>;
  decline(reason?: string): Promise<void>;
  /** The newest answer of Smokey, when it is complete. */
  thread: Locator;
  rail: Locator;
  slip: Locator;
}

/** A busy machine may take its time until a page is alive. */
const ALIVE = { timeout: 30_000 };

export function personOn(page: Page): Person {
  const composer = () => page.getByRole('textbox', { name: 'Message to Smokey' });
  const slip = page.getByRole('region', { name: /^Needs your decision/ });
  return {
    page,
    slip,
    async open(url) {
      await Promise.all([page.waitForRequest(/\/api\/live/, ALIVE), page.goto(url)]);
    },
    async reload() {
      await Promise.all([page.waitForRequest(/\/api\/live/, ALIVE), page.reload()]);
    },
    thread: page.getByRole('log'),
    rail: page.getByRole('complementary', { name: 'Machine' }),
    async addByAddress(address) {
      await page.getByRole('textbox', { name: 'Address' }).fill(address);
      await page.getByRole('button', { name: 'Test the connection' }).click();
    },
    async takePracticePrinter() {
      await page.getByRole('button', { name: /^Practice printer/ }).click();
    },
    async register(email, password, setupCode) {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      if (setupCode) await page.getByLabel('Set-up code').fill(setupCode);
      await page
        .getByRole('main')
        .getByRole('button', { name: /^Register and add|^Register$/ })
        .last()
        .click();
      await expect(composer()).toBeVisible();
    },
    async logIn(email, password) {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await page
        .getByRole('main')
        .getByRole('button', { name: /^Log in/ })
        .last()
        .click();
    },
    async say(text) {
      await composer().fill(text);
      await composer().press('Enter');
      await expect(page.getByRole('log').getByText(text, { exact: true }).last()).toBeVisible();
    },
    async drop(path) {
      await page.locator('input[type=file]').setInputFiles(path);
      await expect(page.getByText(/on the printer\. Say what to do with it/).last()).toBeVisible({
        timeout: 60_000,
      });
    },
    async approve() {
      await slip.last().getByRole('button', { name: 'Approve' }).click();
    },
    async decline(reason) {
      await slip.last().getByRole('button', { name: 'Decline…' }).click();
      if (reason) await slip.last().getByLabel('Reason (optional)').fill(reason);
      await slip.last().getByRole('button', { name: 'Decline', exact: true }).click();
    },
  };
}
