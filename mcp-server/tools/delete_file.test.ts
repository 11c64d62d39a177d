import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { approve, ask, createWorld, refusalOf } from '../testing/world.ts';

describe('delete_file', () => {
  it('deletes only below the G-code files', async () => {
    const world = createWorld();
    world.printer.files.list = () => Promise.resolve([]);
    const { outcome } = await carryOut(world, 'delete_file', { path: 'cube.gcode' });
    expect(outcome.status).toBe('done');
    expect(world.printer.calls).toMatchObject([
      { method: 'server.files.delete_file', params: { path: 'gcodes/cube.gcode' } },
    ]);
  });

  it('cannot be brought back, and says so; a file being printed stays', async () => {
    const world = createWorld();
    expect((await ask(world, 'delete_file', { path: 'cube.gcode' })).summary.irreversible).toBe(true);
    printing(world);
    expect(await refusalOf(world, 'delete_file', { path: 'cube.gcode' })).toBe('in-use');
  });

  it('is void when another file has taken the name meanwhile', async () => {
    const world = createWorld();
    const { id } = await ask(world, 'delete_file', { path: 'cube.gcode' });
    world.printer.fileFacts.get('cube.gcode')!.fingerprint = 'another';
    expect((await approve(world, id)).status).toBe('void');
  });
});
