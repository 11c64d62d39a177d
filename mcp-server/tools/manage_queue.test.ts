import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('manage_queue', () => {
  const queue = (world: ReturnType<typeof createWorld>, jobs: object[]) =>
    world.printer.queries.set('server.job_queue.status', () => ({ queue_state: 'ready', queued_jobs: jobs }));

  it('adds files that are there', async () => {
    const world = createWorld();
    queue(world, []);
    const { sent } = await carryOut(world, 'manage_queue', { action: 'add', paths: ['cube.gcode'] });
    expect(sent).toEqual(['server.job_queue.post_job']);
    expect(await refusalOf(world, 'manage_queue', { action: 'add', paths: ['none.gcode'] })).toBe('no-file');
  });

  it('refuses to remove what is not in the queue (Moonraker would say yes)', async () => {
    const world = createWorld();
    queue(world, []);
    expect(await refusalOf(world, 'manage_queue', { action: 'remove', job_ids: ['9'] })).toBe('no-job');
  });

  it('starts only when idle, with the checks of a start', async () => {
    const world = createWorld();
    queue(world, [{ job_id: '1', filename: 'cube.gcode' }]);
    world.printer.fileFacts.get('cube.gcode')!.nozzleCelsius = 300;
    expect(await refusalOf(world, 'manage_queue', { action: 'start' })).toBe('preflight');
  });
});
