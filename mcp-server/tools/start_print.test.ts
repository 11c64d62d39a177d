import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { ask, createWorld, refusalOf } from '../testing/world.ts';

describe('start_print', () => {
  it('starts by the path alone and says so when the printer prints', async () => {
    const world = createWorld();
    const { outcome } = await carryOut(world, 'start_print', { path: 'cube.gcode' });
    expect(outcome).toMatchObject({ status: 'done', result: { state: 'printing' } });
    expect(world.printer.calls).toMatchObject([
      { method: 'printer.print.start', params: { filename: 'cube.gcode' } },
    ]);
  });

  it('does not claim a print that the printer does not show', async () => {
    const world = createWorld();
    world.printer.change = () => undefined;
    expect((await carryOut(world, 'start_print', { path: 'cube.gcode' })).outcome.status).toBe('unknown');
  });

  it('is refused while paused: Moonraker would drop the paused print', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'paused'));
    expect(await refusalOf(world, 'start_print', { path: 'cube.gcode' })).toBe('paused');
  });

  it('has time, filament and temperatures on its card', async () => {
    const { summary } = await ask(createWorld(), 'start_print', { path: 'cube.gcode' });
    expect(summary.facts.map((fact) => fact.value)).toEqual([
      '30 min by the slicer',
      '9.0 g, 3.0 m, PLA',
      '215 °C',
      '60 °C',
      'PrusaSlicer 2.8',
      'No: the printer’s settings are not known.',
    ]);
    expect(summary.filePath).toBe('cube.gcode');
  });
});
