import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('manage_mesh', () => {
  it.each([
    [{ action: 'load', profile: 'default' }, 'BED_MESH_PROFILE LOAD=default'],
    [{ action: 'clear' }, 'BED_MESH_CLEAR'],
  ])('%j sends %s', async (args, line) => {
    expect((await carryOut(createWorld(), 'manage_mesh', args)).sent).toEqual([line]);
  });

  it('refuses a profile that is not there and saving nothing', async () => {
    expect(await refusalOf(createWorld(), 'manage_mesh', { action: 'load', profile: 'x' })).toBe(
      'no-profile',
    );
    expect(await refusalOf(createWorld(), 'manage_mesh', { action: 'save' })).toBe('no-mesh');
    expect(await refusalOf(createWorld(), 'manage_mesh', { action: 'load', profile: 'a LOAD=b' })).toBe(
      'profile',
    );
  });
});
