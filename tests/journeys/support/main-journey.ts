import { expect, type Page } from '@playwright/test';
import { ask } from '../../support/app.ts';
import { sliced } from '../../support/fixtures.ts';
import { personOn } from './person.ts';

export const account = { email: 'anna@example.org', password: 'three green printers' };

/** What Moonraker itself says of the job, past the app. */
export async function jobAt(url: string): Promise<{ state: string; filename: string }> {
  const path = '/printer/objects/query?print_stats';
  const { status } = await ask<{ status: { print_stats: { state: string; filename: string } } }>(url, path);
  return status.print_stats;
}

/** A visitor adds the printer by its address, registers, and is in the chat beside its machine. */
export async function addAndRegister(page: Page, url: string, address: string, setupCode: string) {
  const anna = personOn(page);
  await page.goto(url);
  await anna.addByAddress(address);
  await anna.register(account.email, account.password, setupCode);
  return anna;
}

/** Every sensor, what the printer does, the host and the camera stand beside the chat, and Smokey can tell. */
export async function seesTheMachine(page: Page): Promise<void> {
  const anna = personOn(page);
  for (const words of ['Nozzle', 'Bed', 'CPU', 'Memory']) {
    await expect(anna.rail.getByText(words, { exact: true }).first()).toBeVisible();
  }
  await expect(anna.rail.getByRole('img', { name: /^Last 20 minutes/ })).toBeVisible();
  await anna.say('how hot is the nozzle?');
  await expect(anna.thread.getByText(/\d(\.\d)?\s?°C/).last()).toBeVisible();
}

/** Drop a real file, have it printed after approval, pause, resume, decline a cancel, then cancel. */
export async function printsByChat(page: Page, moonraker: string): Promise<void> {
  const anna = personOn(page);
  const job = () => jobAt(moonraker);
  await anna.drop(sliced('cube_thumb'));
  await anna.say('print it');
  await expect(anna.slip).toContainText('cube_thumb');
  await expect(anna.slip.getByRole('img').first()).toBeVisible();
  expect((await job()).state).toBe('standby');
  await anna.reload();
  await expect(anna.slip).toContainText('cube_thumb');
  await anna.approve();
  await expect.poll(async () => (await job()).state).toBe('printing');
  await expect(anna.rail.getByText('cube_thumb.gcode').first()).toBeVisible();
  await expect(anna.rail.getByRole('progressbar').first()).toBeVisible();

  await anna.say('pause');
  await anna.approve();
  await expect.poll(async () => (await job()).state).toBe('paused');
  await expect(anna.rail.getByText('Paused').first()).toBeVisible();
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
}

/** One press, and the page says that Klipper was seen in shutdown; Moonraker says so too. */
export async function stopsAtOnce(page: Page, moonraker: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Emergency stop/ })
    .first()
    .click();
  await expect(page.getByText(/is stopped\./).first()).toBeVisible();
  const info = await ask<{ state: string }>(moonraker, '/printer/info');
  expect(info.state).toBe('shutdown');
}
