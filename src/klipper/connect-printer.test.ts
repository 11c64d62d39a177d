import { describe, expect, it } from 'vitest';
import { connected, decidedNow } from './testing/world.ts';
import { until } from './testing/until.ts';

describe('a connected printer', () => {
  it('knows the whole state in our words', async () => {
    const { printer } = await connected();
    await printer.whenReady(20_000);
    const snapshot = printer.snapshot();
    expect(snapshot.connection.phase).toBe('connected');
    expect(snapshot.klippy).toEqual({ state: 'ready', message: '' });
    expect(snapshot.stale).toBe(false);
    expect(snapshot.sensors.map(({ label, celsius }) => [label, celsius])).toEqual([
      ['Nozzle', 23.03],
      ['Bed', 22.99],
      ['Chamber', 22.99],
      ['Raspberry Pi', 48.25],
    ]);
    expect(snapshot.limits.nozzleDiameterMillimetres).toBe(0.4);
    expect(snapshot.macros.find((macro) => macro.name === 'LOAD_FILAMENT')?.params).toEqual([
      'TEMP',
      'LENGTH',
      'SPEED',
    ]);
    expect(printer.commands().has('PRINT_START')).toBe(true);
    await until(() => printer.snapshot().webcams.length === 1, 'the camera is listed');
  });

  it('hands the answer lines of a script to the caller', async () => {
    const { fake, printer } = await connected((fake) => {
      fake.on('printer.gcode.script', () => {
        fake.notify('notify_gcode_response', ['// Unknown command:"FOO"']);
        return 'ok';
      });
    });
    await printer.whenReady(20_000);
    const outcome = await printer.gcode(['FOO'], decidedNow());
    expect(outcome).toEqual({ status: 'done', result: 'ok', responses: ['// Unknown command:"FOO"'] });
    expect(fake.count('printer.gcode.script')).toBe(1);
  });
});
