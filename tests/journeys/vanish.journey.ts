import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startPrinter } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { jobAt } from './support/main-journey.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, type World } from './support/world.ts';

const WITHIN_MS = 10_000;

/** A printer that goes away in the middle of a print: the page says so, and how old is what it shows. */
test.describe.serial('a printer that vanishes mid-print', () => {
  let world: World;

  test.beforeAll(async () => {
    world = await startWorld({ speed: 20 });
  });
  test.afterAll(() => world?.stop());

  async function printing(page: Page): Promise<void> {
    const { url } = world.printer;
    await putOnPrinter(url, 'cube_thumb.gcode', readFileSync(sliced('cube_thumb')));
    await fetch(`${url}/printer/print/start?filename=cube_thumb.gcode`, { method: 'POST' });
    await expect.poll(async () => (await jobAt(url)).state).toBe('printing');
    await personOn(page).open(`${world.app.url}/chat`);
    await expect(personOn(page).rail.getByRole('progressbar').first()).toBeVisible();
  }

  /** What is told has its age within ten seconds of the event, and soon its state and what to do. */
  async function saysSo(page: Page, since: number): Promise<void> {
    const { rail } = personOn(page);
    const left = () => Math.max(1, WITHIN_MS - (Date.now() - since));
    const age = rail.getByText(/Last seen \d\d:\d\d:\d\d, \d+\ss ago/);
    await expect(age).toBeVisible({ timeout: left() });
    const first = await age.innerText();
    await expect(age).not.toHaveText(first, { timeout: left() });
    await expect(rail.getByText(/^No contact, \d+\ss$/)).toBeVisible();
    const alert = rail.getByRole('alert');
    await expect(alert).toContainText('Not connected');
    expect(await alert.getByRole('listitem').count()).toBeGreaterThan(0);
    await expect(rail.getByText('cube_thumb.gcode').first()).toBeVisible();
  }

  test('killed: said within 10 s, with the age; back by itself on the same port', async ({
    context,
    page,
  }) => {
    await world.signIn(context);
    await printing(page);
    const anna = personOn(page);
    const { port } = world.printer;
    world.printer.running.child.kill('SIGKILL');
    const since = Date.now();
    await expect(anna.rail.getByText(/^No contact, \d+\ss$/)).toBeVisible({ timeout: WITHIN_MS });
    await saysSo(page, since);

    await anna.say('how hot is the nozzle?');
    await expect(anna.thread.getByText(/no contact|not connected|not reach|last/i).last()).toBeVisible();
    await anna.reload();
    await expect(anna.rail.getByText(/^No contact, /)).toBeVisible();
    await expect(anna.rail.getByText(/Last seen /)).toBeVisible();

    world.printer = await startPrinter({ speed: 20, port });
    await expect(anna.rail.getByText(/^No contact/)).toHaveCount(0, { timeout: 30_000 });
    await expect(anna.rail.getByText('Idle').first()).toBeVisible();
    await expect(anna.rail.getByText(/Last seen /)).toHaveCount(0);
    await expect(anna.rail.getByRole('alert')).toHaveCount(0);
  });

  test('frozen, with its connections open: the same, and the print is found again', async ({
    context,
    page,
  }) => {
    await world.signIn(context);
    await printing(page);
    const anna = personOn(page);
    world.printer.running.child.kill('SIGSTOP');
    try {
      // No connection breaks: silence is what there is to notice, and it counts from ten seconds on.
      await saysSo(page, Date.now());
      await page.goto(`${world.app.url}/printers`);
      await expect(page.getByText(/last seen, \d+\ss ago/i).first()).toBeVisible();
      await page.goto(`${world.app.url}/chat`);
    } finally {
      world.printer.running.child.kill('SIGCONT');
    }
    await expect(anna.rail.getByText(/^No contact/)).toHaveCount(0, { timeout: 30_000 });
    await expect(anna.rail.getByText(/^(Printing|Finished)$/).first()).toBeVisible();
    expect(['printing', 'complete']).toContain((await jobAt(world.printer.url)).state);
  });
});
