import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_queue', () => {
  const queue = (world: ReturnType<typeof createWorld>, jobs: object[]) =>
    world.printer.queries.set('server.job_queue.status', () => ({ queue_state: 'ready', queued_jobs: jobs }));

  it('lists what waits', async () => {
    const world = createWorld();
    queue(world, [{ job_id: '1', filename: 'cube.gcode' }]);
    expect((await call(world, 'get_queue')).data).toMatchObject({
      state: 'ready',
      jobs: [{ job_id: '1', path: 'cube.gcode' }],
    });
  });

  it('says how long each takes and who says so', async () => {
    const world = createWorld();
    queue(world, [
      { job_id: '1', filename: 'cube.gcode' },
      { job_id: '2', filename: 'gone.gcode' },
    ]);
    expect((await call(world, 'get_queue')).data.jobs).toMatchObject([
      { estimated_s: 1800, estimated_by: 'slicer' },
      { estimated_s: null, estimated_by: null },
    ]);
  });
});
