import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('set_spool', () => {
  it('sets a spool where there is a Spoolman, and confirms it', async () => {
    const world = createWorld();
    let active: number | null = null;
    world.printer.queries.set('server.spoolman.get_spool_id', () => ({ spool_id: active }));
    const before = world.printer.command;
    world.printer.command = (...args) => ((active = 7), before(...args));
    const { sent, outcome } = await carryOut(world, 'set_spool', { spool_id: 7 });
    expect(sent).toEqual(['server.spoolman.post_spool_id']);
    expect(outcome).toMatchObject({ status: 'done', result: { active: 7 } });
  });

  it('is refused where there is none', async () => {
    expect(await refusalOf(createWorld(), 'set_spool', { spool_id: 7 })).toBe('not-found');
  });
});
