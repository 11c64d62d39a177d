import { expect, test } from '@playwright/test';
import { ask } from '../support/app.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

test.describe('the overview of a printer that is not well', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ printerArgs: ['--fault', 'mcu-missing'] });
  });
  test.afterAll(() => world?.stop());

  test('leads with the doctor’s first finding and its remedy', async ({ page, context }) => {
    await world.signIn(context);
    await expect
      .poll(async () => (await ask<{ klippy_state: string }>(world.printer.url, '/server/info')).klippy_state)
      .toBe('error');
    await personOn(page).open(`${world.app.url}/printers`);
    const row = page.getByRole('listitem').filter({ hasText: 'workshop' });
    await expect(row).toContainText('Klipper cannot reach the board “mcu”');
    await expect(row).toContainText('Check that the mainboard has its power');
  });
});
