import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('home', () => {
  it.each([
    [{}, 'G28'],
    [{ axes: 'xy' }, 'G28 X Y'],
    [{ axes: 'off' }, 'M84'],
  ])('%j sends %s', async (args, line) => {
    const world = createWorld();
    const { sent, outcome } = await carryOut(world, 'home', args);
    expect(sent).toEqual([line]);
    expect(outcome.status).toBe('done');
  });

  it('is refused during a print, paused or not', async () => {
    const world = createWorld();
    printing(world);
    expect(await refusalOf(world, 'home')).toBe('printing');
    world.printer.change((state) => (state.job.state = 'paused'));
    expect(await refusalOf(world, 'home')).toBe('paused');
  });
});
