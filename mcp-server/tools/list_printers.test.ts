import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('list_printers', () => {
  it('lists the printers of the principal and no others', async () => {
    const { data, text } = await call(createWorld(), 'list_printers');
    expect(data.printers).toEqual([
      expect.objectContaining({ id: 'p1', name: 'Practice', state: 'standby', role: 'owner' }),
    ]);
    expect(text).not.toContain('Little Red');
  });

  it('says shutdown where the job still says paused (after an emergency stop in a print)', async () => {
    const world = createWorld();
    world.printer.change((state) => ((state.klippy.state = 'shutdown'), (state.job.state = 'paused')));
    expect((await call(world, 'list_printers')).text).toContain('shutdown');
  });
});
