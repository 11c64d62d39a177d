import { expect, test, type Browser } from '@playwright/test';
import { ask } from '../support/app.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

/** A teacher invites; what a student wants waits for the teacher; an owner who is not the server's invites too. */
test.describe.serial('people on a printer', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ speed: 20 });
  });
  test.afterAll(() => world?.stop());

  const bedTarget = async () => {
    const path = '/printer/objects/query?heater_bed=target';
    const { status } = await ask<{ status: { heater_bed: { target: number } } }>(world.printer.url, path);
    return status.heater_bed.target;
  };

  /** Opens an invitation in a browser of their own and registers with it. */
  async function join(browser: Browser, link: string, email: string) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(link);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('three yellow printers');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Register/ })
      .last()
      .click();
    await page.waitForURL((url) => url.pathname !== '/register');
    return { context, page };
  }

  test('a student joins by a link, asks, and the teacher approves in the inbox under the student’s name', async ({
    browser,
    context,
    page,
  }) => {
    await world.signIn(context);
    const teacher = personOn(page);
    await teacher.open(`${world.app.url}/settings`);
    await page.getByRole('link', { name: /^People.*workshop/ }).click();
    await page.getByLabel("Operators need an owner's approval").check();
    await page.getByRole('region', { name: 'Classroom' }).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.getByRole('combobox', { name: 'As' }).selectOption('operator');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = (await page.locator('.card pre').first().innerText()).trim();
    expect(link).toContain('/register?invite=');

    const student = await join(browser, link, 'ben@example.org');
    const ben = personOn(student.page);
    await ben.open(`${world.app.url}/chat`);
    await ben.say('set the bed to 45');
    await expect(ben.slip).toContainText('Somebody else decides this.');
    await expect(ben.slip.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    expect(await bedTarget()).toBe(0);

    await teacher.open(`${world.app.url}/approvals`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('One decision waits for you.');
    await expect(teacher.slip).toContainText('ben in a chat with Smokey');
    await teacher.approve();
    await expect.poll(bedTarget).toBe(45);
    await expect(student.page.getByText(/^Approved by anna/).first()).toBeVisible();
    await student.context.close();
  });

  test('an owner who does not own the server invites to the printer; a used link is told as such', async ({
    browser,
    context,
    page,
  }) => {
    await world.signIn(context);
    await personOn(page).open(`${world.app.url}/settings`);
    await page.getByRole('link', { name: /^People.*workshop/ }).click();
    await page.getByRole('combobox', { name: 'As' }).selectOption('owner');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const first = (await page.locator('.card pre').first().innerText()).trim();
    const cleo = await join(browser, first, 'cleo@example.org');
    await cleo.page.goto(`${world.app.url}/settings/people`);
    await expect(cleo.page.getByText('Your role does not allow this.')).toBeVisible();
    await cleo.page.goto(`${world.app.url}/settings`);
    await cleo.page.getByRole('link', { name: /^People.*workshop/ }).click();
    await cleo.page.getByRole('button', { name: 'Make the link' }).click();
    const second = (await cleo.page.locator('.card pre').first().innerText()).trim();
    const dan = await join(browser, second, 'dan@example.org');
    await dan.page.goto(`${world.app.url}/chat`);
    await expect(personOn(dan.page).rail.getByText('workshop').first()).toBeVisible();

    const late = await browser.newContext();
    const latePage = await late.newPage();
    await latePage.goto(second);
    await latePage.getByLabel('E-mail').fill('eve@example.org');
    await latePage.getByLabel('Password').fill('three yellow printers');
    await latePage
      .getByRole('main')
      .getByRole('button', { name: /^Register/ })
      .last()
      .click();
    await expect(latePage.getByText(/This invitation is used up or too old/)).toBeVisible();
    for (const { context: one } of [cleo, dan]) await one.close();
    await late.close();
  });
});
