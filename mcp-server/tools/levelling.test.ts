import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startSimulatedWorld, type SimulatedWorld } from '../testing/simulated.ts';

let world: SimulatedWorld;
afterEach(() => world.stop());

describe('routines of gantries and towers on a simulated printer', () => {
  it.each(['z_tilt', 'quad_gantry_level'])(
    'levels by %s, and the printer says that it is applied',
    async (routine) => {
      world = await startSimulatedWorld({ speed: 100 });
      const file = join(world.simulator.dataDirectory, 'config', 'printer.cfg');
      await appendFile(file, `\n[${routine}]\npoints:\n  20,20\n  200,20\n  110,200\n`);
      expect((await world.act('restart', { target: 'klipper' })).status).toBe('done');
      await expect.poll(() => world.printer.objects()[routine], { timeout: 10_000 }).toBeTruthy();
      const ended = await world.act('calibrate', { routine });
      expect(ended.outcome).toMatchObject({ status: 'done' });
      await expect.poll(() => world.printer.objects()[routine]).toMatchObject({ applied: true });
    },
    60_000,
  );

  it('prepares the pressure advance tower with the line that was on the card', async () => {
    world = await startSimulatedWorld({ speed: 100 });
    const ended = await world.act('calibrate', { routine: 'pressure_advance' });
    expect(ended.outcome).toMatchObject({ status: 'done' });
    expect(world.told().join()).toContain('TUNING_TOWER COMMAND=SET_PRESSURE_ADVANCE');
  }, 60_000);
});
