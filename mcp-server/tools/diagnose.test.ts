import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('diagnose', () => {
  it('names the cause and the remedy of a stopped Klipper, with the end of the log', async () => {
    const world = createWorld();
    world.printer.change(
      (state) =>
        (state.klippy = {
          state: 'shutdown',
          message: "Lost communication with MCU 'mcu'\nOnce the issue is corrected ...",
        }),
    );
    world.printer.downloads.set(
      'logs/klippy.log',
      `Stats 1.0: x\nTimeout with MCU 'mcu'\npassword: canary\n`,
    );
    const { data, text } = await call(world, 'diagnose');
    expect(text).toContain("Lost communication with MCU 'mcu'");
    expect(text).toContain('firmware restart');
    expect(data.log_excerpt).toContain("Timeout with MCU 'mcu'");
    expect(JSON.stringify(data)).not.toMatch(/canary|Stats 1/);
  });

  it('says that nothing is known to be wrong, also where the log cannot be read', async () => {
    const { data } = await call(createWorld(), 'diagnose');
    expect(data.findings).toEqual([]);
  });
});
