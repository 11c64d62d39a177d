import { describe, expect, it } from 'vitest';
import { call, printing } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('watch_print', () => {
  it('waits for a layer and tells that it is reached', async () => {
    const world = createWorld();
    printing(world);
    const waiting = call(world, 'watch_print', { until: 'layer', value: 2, timeout_s: 50 });
    world.printer.change((state) => (state.job.layer = 2));
    expect((await waiting).data).toMatchObject({ reached: true, state: 'printing' });
  });

  it('ends early when the print ends, and needs a value', async () => {
    const world = createWorld();
    expect((await call(world, 'watch_print', { until: 'percent', value: 50 })).data.reached).toBe(false);
    expect((await call(world, 'watch_print', { until: 'percent' })).isError).toBe(true);
  });
});
