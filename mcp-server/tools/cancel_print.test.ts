import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('cancel_print', () => {
  it('is sent once and confirmed by the state', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'printing'));
    const { sent, outcome } = await carryOut(world, 'cancel_print');
    expect(sent).toEqual(['printer.print.cancel']);
    expect(outcome.status).toBe('done');
  });

  it('is refused before asking when there is nothing to cancel (Klipper would answer ok)', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'standby'));
    expect(await refusalOf(world, 'cancel_print')).toMatch(/idle|printing/);
  });
});
