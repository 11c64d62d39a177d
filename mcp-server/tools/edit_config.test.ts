import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';
import { sha256 } from '../gate/canonical.ts';

describe('edit_config', () => {
  const TEXT =
    '# mine\n[printer]\nmax_accel: 3000 # fast\n\n#*# <---------------------- SAVE_CONFIG ---------------------->\n#*# [probe]\n#*# z_offset = 1.5\n';

  function withConfig() {
    const world = createWorld();
    world.printer.downloads.set('config/printer.cfg', TEXT);
    world.printer.queries.set('server.files.list', () => [{ path: 'printer.cfg' }]);
    const upload = world.printer.files.upload;
    world.printer.files.upload = async (...args) => {
      const stored = await upload(...args);
      world.printer.downloads.set('config/printer.cfg', world.printer.uploads.at(-1)!.text);
      return stored;
    };
    return world;
  }
  const edit = (section: string, set: object, base = sha256(TEXT)) => ({
    file: 'printer.cfg',
    section,
    set,
    base_sha256: base,
  });

  it('changes one option and leaves the rest as it was', async () => {
    const world = withConfig();
    const { outcome } = await carryOut(world, 'edit_config', edit('printer', { max_accel: 4000 }));
    expect(outcome).toMatchObject({
      status: 'done',
      result: { backup: '[printer]\nmax_accel: 3000 # fast' },
    });
    expect(world.printer.uploads[0]).toMatchObject({
      root: 'config',
      overwrite: true,
      text: TEXT.replace('3000 # fast', '4000'),
    });
  });

  it('adds a macro before the block that SAVE_CONFIG keeps', async () => {
    const world = withConfig();
    await carryOut(world, 'edit_config', edit('gcode_macro COOLDOWN', { gcode: 'TURN_OFF_HEATERS\nM107' }));
    const text = world.printer.uploads[0]!.text;
    expect(text).toContain('[gcode_macro COOLDOWN]\ngcode:\n    TURN_OFF_HEATERS\n    M107\n');
    expect(text.indexOf('COOLDOWN')).toBeLessThan(text.indexOf('SAVE_CONFIG'));
  });

  it.each([
    [edit('printer', { max_accel: 4000 }, '0'.repeat(64)), 'changed'],
    [edit('probe', { z_offset: 9 }), 'saved'],
    [edit('extruder', { max_temp: 400 }), 'protected'],
    [edit('printer', { 'a\n[include x]': 1 }), 'bad-arguments'],
    [edit('printer', {}), 'nothing'],
  ])('refuses %j', async (args, code) => {
    expect(await refusalOf(withConfig(), 'edit_config', args)).toBe(code);
  });
});
