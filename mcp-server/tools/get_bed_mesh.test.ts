import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_bed_mesh', () => {
  it('gives the active mesh and its range, or a saved profile', async () => {
    const world = createWorld();
    world.printer.objectData = {
      bed_mesh: {
        profile_name: 'default',
        probed_matrix: [
          [0, 0.1],
          [0.05, -0.02],
        ],
        profiles: { default: {}, cold: { points: [[1, 2]] } },
      },
    };
    expect((await call(world, 'get_bed_mesh')).data).toMatchObject({ profile: 'default', range_mm: 0.12 });
    expect((await call(world, 'get_bed_mesh', { profile: 'cold' })).data).toMatchObject({ matrix: [[1, 2]] });
    expect((await call(world, 'get_bed_mesh', { profile: 'none' })).text).toContain('cold');
  });
});
