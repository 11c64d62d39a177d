import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('resume_print', () => {
  it('is sent once and confirmed by the state', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'paused'));
    const { sent, outcome } = await carryOut(world, 'resume_print');
    expect(sent).toEqual(['printer.print.resume']);
    expect(outcome.status).toBe('done');
  });

  it('is refused before asking when there is nothing to resume (Klipper would answer ok)', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'printing'));
    expect(await refusalOf(world, 'resume_print')).toMatch(/idle|printing/);
  });
});
