import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_history', () => {
  const job = (job_id: string, status: string) => ({
    job_id,
    status,
    filename: 'cube.gcode',
    start_time: 1,
    end_time: 2,
    print_duration: 60,
    total_duration: 70,
    filament_used: 100,
  });

  it('filters by outcome in the words of people', async () => {
    const world = createWorld();
    const jobs = [job('1', 'completed'), job('2', 'klippy_shutdown'), job('3', 'cancelled')];
    world.printer.queries.set('server.history.list', () => ({ count: 3, jobs }));
    world.printer.queries.set('server.history.totals', () => ({
      job_totals: { total_jobs: 3, total_print_time: 180, total_filament_used: 300 },
    }));
    const { data } = await call(world, 'get_history', { outcome: 'error' });
    expect(data.jobs).toEqual([expect.objectContaining({ job_id: '2', outcome: 'error', print_s: 60 })]);
    expect(data.totals).toEqual({ jobs: 3, print_s: 180, filament_mm: 300 });
  });

  it('says so when the printer keeps no history', async () => {
    expect((await call(createWorld(), 'get_history')).isError).toBe(true);
  });
});
