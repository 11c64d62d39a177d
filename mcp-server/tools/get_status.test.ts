import { describe, expect, it } from 'vitest';
import { call, printing } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_status', () => {
  it('tells state, job, temperatures and how old that is', async () => {
    const world = createWorld();
    printing(world);
    world.printer.change((state) => (state.job.progress = 0.423));
    const { data, text } = await call(world, 'get_status');
    expect(data).toMatchObject({
      state: 'printing',
      stale: false,
      job: { file: 'cube.gcode', progress_pct: 42.3 },
    });
    expect(text).toContain('42 %');
    expect(data.more).toBeUndefined();
  });

  it('has more on request, and the warnings of the host always', async () => {
    const world = createWorld();
    world.printer.change((state) =>
      state.host.warnings.push({
        id: 'under-voltage',
        severity: 'danger',
        cause: 'Too little voltage.',
        remedy: 'Use a stronger supply.',
      }),
    );
    const { data } = await call(world, 'get_status', { detail: 'full' });
    expect(data.warnings).toEqual(['Too little voltage. Use a stronger supply.']);
    expect(data.more).toHaveProperty('limits');
  });
});
