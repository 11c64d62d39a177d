import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('pause_print', () => {
  it('is sent once and confirmed by the state', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'printing'));
    const { sent, outcome } = await carryOut(world, 'pause_print');
    expect(sent).toEqual(['printer.print.pause']);
    expect(outcome.status).toBe('done');
  });

  it('is refused before asking when there is nothing to pause (Klipper would answer ok)', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'standby'));
    expect(await refusalOf(world, 'pause_print')).toMatch(/idle|printing/);
  });
});
