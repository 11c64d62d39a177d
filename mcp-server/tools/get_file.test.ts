import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_file', () => {
  it('tells what the slicer wrote into the file', async () => {
    const { data } = await call(createWorld(), 'get_file', { path: 'cube.gcode' });
    expect(data).toMatchObject({
      est_time_s: 1800,
      filament_g: 9,
      max_nozzle_c: 215,
      fingerprint: 'cube.gcode:1',
    });
  });

  it('offers names that come near', async () => {
    expect((await call(createWorld(), 'get_file', { path: 'CUBE_v2.gcode' })).text).toContain('cube.gcode');
  });
});
