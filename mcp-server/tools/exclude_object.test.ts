import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('exclude_object', () => {
  it('leaves out an object by its name, whatever the letter case', async () => {
    const world = createWorld();
    printing(world);
    const { sent } = await carryOut(world, 'exclude_object', { object: 'a' });
    expect(sent).toEqual(['EXCLUDE_OBJECT NAME=A']);
  });

  it('refuses the last object, an unknown one, and any without a print', async () => {
    const world = createWorld();
    expect(await refusalOf(world, 'exclude_object', { object: 'A' })).toBe('idle');
    printing(world);
    expect(await refusalOf(world, 'exclude_object', { object: 'C' })).toBe('no-object');
    world.printer.change((state) => (state.job.excludedObjects = ['B']));
    expect(await refusalOf(world, 'exclude_object', { object: 'A' })).toBe('last');
  });

  it('does not send a name that Klipper could read as more than one word', async () => {
    const world = createWorld();
    printing(world);
    world.printer.change((state) => (state.job.objects = ['A NAME=B', 'B']));
    expect(await refusalOf(world, 'exclude_object', { object: 'A NAME=B' })).toBe('bad-name');
  });
});
