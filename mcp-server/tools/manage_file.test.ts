import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('manage_file', () => {
  it('renames and makes folders', async () => {
    const world = createWorld();
    await carryOut(world, 'manage_file', { action: 'move', path: 'cube.gcode', to: 'old/cube.gcode' });
    await carryOut(world, 'manage_file', { action: 'create_folder', path: 'school' });
    expect(world.printer.calls).toMatchObject([
      { method: 'server.files.move', params: { source: 'gcodes/cube.gcode', dest: 'gcodes/old/cube.gcode' } },
      { method: 'server.files.post_directory', params: { path: 'gcodes/school' } },
    ]);
  });

  it('copies, never onto a file that is there, itself included', async () => {
    const world = createWorld();
    const twin = { action: 'copy', path: 'cube.gcode', to: 'Cube.gcode' };
    expect(await refusalOf(world, 'manage_file', twin)).toBe('exists');
    expect(await refusalOf(world, 'manage_file', { ...twin, to: 'cube.gcode' })).toBe('exists');
    await carryOut(world, 'manage_file', { ...twin, to: 'old/cube.gcode' });
    expect(world.printer.calls).toMatchObject([
      { method: 'server.files.copy', params: { source: 'gcodes/cube.gcode', dest: 'gcodes/old/cube.gcode' } },
    ]);
  });

  it('never overwrites, also where only the letter case differs', async () => {
    const world = createWorld();
    world.printer.fileFacts.set('b.gcode', {
      ...world.printer.fileFacts.get('cube.gcode')!,
      path: 'b.gcode',
    });
    expect(await refusalOf(world, 'manage_file', { action: 'move', path: 'b.gcode', to: 'CUBE.gcode' })).toBe(
      'exists',
    );
    expect(await refusalOf(world, 'manage_file', { action: 'move', path: 'b.gcode', to: 'b.cfg' })).toBe(
      'extension',
    );
    expect(await refusalOf(world, 'manage_file', { action: 'move', path: 'b.gcode' })).toBe('no-target');
  });
});
