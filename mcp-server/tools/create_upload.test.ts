import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';
import type { ToolServices } from '../services.ts';

describe('create_upload', () => {
  const bytes = Buffer.from('G28\n');
  const services: ToolServices = {
    attachment: async (id) =>
      id === 'mine'
        ? { name: 'a.gcode', sizeBytes: 4, sha256: 'x', open: () => new Blob([bytes]).stream() }
        : null,
    uploadSlot: async () => ({ uploadId: 'u1', url: 'https://x/upload/u1', expiresAtMs: 1 }),
  };

  it('puts an attachment on the printer, without starting it', async () => {
    const world = createWorld({ services });
    const { outcome, sent } = await carryOut(world, 'create_upload', {
      name: 'new.gcode',
      attachment_id: 'mine',
    });
    expect(outcome.status).toBe('done');
    expect(world.printer.uploads).toEqual([
      { path: 'new.gcode', root: undefined, text: 'G28\n', overwrite: false },
    ]);
    expect(sent).toEqual([]);
  });

  it('makes a one-time address for a client', async () => {
    const { outcome } = await carryOut(createWorld({ services }), 'create_upload', {
      name: 'new.gcode',
      size_bytes: 4,
    });
    expect(outcome.result).toMatchObject({ upload_id: 'u1', url: 'https://x/upload/u1' });
  });

  it.each([
    [{ name: 'part.stl', attachment_id: 'mine' }, 'model'],
    [{ name: 'printer.cfg', attachment_id: 'mine' }, 'type'],
    [{ name: 'CUBE.gcode', attachment_id: 'mine' }, 'exists'],
    [{ name: 'new.gcode', attachment_id: 'theirs' }, 'no-attachment'],
    [{ name: 'new.gcode' }, 'no-file'],
  ])('refuses %j', async (args, code) => {
    expect(await refusalOf(createWorld({ services }), 'create_upload', args)).toBe(code);
  });
});
