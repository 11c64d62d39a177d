import { expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

it('keeps the file of now under a free name where the printer’s clock has given away the one of this second', async () => {
  const world = createWorld();
  const stamp = new Date(world.clock.nowMs())
    .toISOString()
    .replace(/[-:]/g, '')
    .replace('T', '_')
    .slice(0, 15);
  const taken = `printer-${stamp}.cfg`;
  const block = (offset: number) =>
    `#*# <---------------------- SAVE_CONFIG ---------------------->\n#*#\n#*# [probe]\n#*# z_offset = ${offset}\n`;
  const { downloads } = world.printer;
  downloads.set('config/printer.cfg', block(2));
  downloads.set(`config/${taken}`, block(1));
  world.printer.queries.set('server.files.list', () =>
    [...downloads.keys()].map((path) => ({ path: path.replace('config/', '') })),
  );
  const { outcome } = await carryOut(world, 'save_calibration', { restore: taken });
  const { backup } = outcome.result as { backup: string };
  expect(backup).toMatch(/^printer-\d{8}_\d{6}\.cfg$/);
  expect(backup > taken).toBe(true);
  expect(downloads.get(`config/${backup}`)).toBe(block(2));
  expect(downloads.get(`config/${taken}`)).toBe(block(1));
});
