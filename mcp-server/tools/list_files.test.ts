import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('list_files', () => {
  it('searches, pages and shows the newest first', async () => {
    const world = createWorld();
    for (let index = 0; index < 30; index += 1) {
      const path = `school/part_${index}.gcode`;
      world.printer.fileFacts.set(path, {
        ...world.printer.fileFacts.get('cube.gcode')!,
        path,
        modifiedMs: index,
      });
    }
    const first = await call(world, 'list_files', { query: 'part', limit: 20 });
    expect(first.data).toMatchObject({ total: 30, next_cursor: '20' });
    const second = await call(world, 'list_files', { query: 'part', limit: 20, cursor: '20' });
    expect(second.data.files).toHaveLength(10);
    expect((await call(world, 'list_files', { folder: 'school' })).data.total).toBe(30);
    expect((await call(world, 'list_files')).data.files).toContainEqual(
      expect.objectContaining({ path: 'cube.gcode' }),
    );
  });
});
