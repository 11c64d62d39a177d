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

  it('changes several sections at once, refuses all for one that is protected', async () => {
    const world = withConfig();
    const text = `[stepper_x]\nhoming_speed: 50\n\n[stepper_y]\nhoming_speed: 50\n\n${TEXT}`;
    world.printer.downloads.set('config/printer.cfg', text);
    const wanted = edit('stepper_x', { homing_speed: 80, '[stepper_y] homing_speed': 80 }, sha256(text));
    const guarded = edit('stepper_x', { homing_speed: 80, '[extruder] max_temp': 400 }, sha256(text));
    expect(await refusalOf(world, 'edit_config', guarded)).toBe('protected');
    const { outcome } = await carryOut(world, 'edit_config', wanted);
    expect(outcome.result).toMatchObject({
      diff: [{ section: 'stepper_x' }, { section: 'stepper_y', before: '50', after: '80' }],
      backup: expect.stringMatching(/^\[stepper_x\]\nhoming_speed: 50\n\n\[stepper_y\]\nhoming_speed: 50/),
    });
    expect(world.printer.uploads).toHaveLength(1);
    expect(world.printer.uploads[0]!.text).toBe(text.replaceAll(': 50', ': 80'));
  });

  it('tells no password that stands there, neither on the card nor as the section of before', async () => {
    const world = withConfig();
    const text = `${TEXT.split('#*#')[0]}[mqtt]\npassword: canary-1\napi_key:\n  canary-2\nport: 1\n`;
    world.printer.downloads.set('config/printer.cfg', text);
    const wanted = edit('mqtt', { password: 'canary-3', port: 2 }, sha256(text));
    const { outcome } = await carryOut(world, 'edit_config', wanted);
    expect(outcome.result).toMatchObject({
      diff: [{ option: 'password', before: '[hidden]', after: 'canary-3' }, { before: '1' }],
      backup: '[mqtt]\npassword: [hidden]\napi_key: [hidden]\nport: 1',
    });
    expect(JSON.stringify(world.store.list({ printerIds: ['p1'] }))).not.toMatch(/canary-[12]/);
    // What is to be set stands on the card, and nowhere in the trail that is exported.
    const trail = world.store.readAudit({ printerIds: ['p1'] });
    expect(JSON.stringify(trail)).not.toContain('canary');
    expect(trail.at(-1)).toMatchObject({ args: { set: { password: '[hidden]', port: 2 } } });
    expect(world.printer.uploads[0]!.text).toContain('canary-2');
  });

  it('adds a macro before the block that SAVE_CONFIG keeps', async () => {
    const world = withConfig();
    await carryOut(world, 'edit_config', edit('gcode_macro COOLDOWN', { gcode: 'TURN_OFF_HEATERS\nM107' }));
    const text = world.printer.uploads[0]!.text;
    expect(text).toContain('[gcode_macro COOLDOWN]\ngcode:\n    TURN_OFF_HEATERS\n    M107\n');
    expect(text.indexOf('COOLDOWN')).toBeLessThan(text.indexOf('SAVE_CONFIG'));
  });

  it('takes the heading too when a macro loses all its lines: an empty one would stop Klipper', async () => {
    const world = withConfig();
    const text = `[gcode_macro A]\ndescription: a\ngcode:\n    G28\n# about the printer\n${TEXT}`;
    world.printer.downloads.set('config/printer.cfg', text);
    const wanted = edit('gcode_macro A', { description: null, gcode: null }, sha256(text));
    await carryOut(world, 'edit_config', wanted);
    expect(world.printer.uploads[0]!.text).toBe(`# about the printer\n${TEXT}`);
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
