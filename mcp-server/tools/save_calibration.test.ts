import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { approve, ask, createWorld, refusalOf } from '../testing/world.ts';

describe('save_calibration', () => {
  const pending = { save_config_pending: true, save_config_pending_items: { probe: { z_offset: '1.95' } } };

  it('shows what would be written, and is void when that has changed', async () => {
    const world = createWorld();
    world.printer.settingsData = { probe: { z_offset: 1.5 } };
    world.printer.objectData = { configfile: pending };
    const { id, summary } = await ask(world, 'save_calibration');
    expect(summary.facts).toEqual([{ label: '[probe] z_offset', value: '1.5 → 1.95' }]);
    world.printer.objectData = {
      configfile: { ...pending, save_config_pending_items: { probe: { z_offset: '-9' } } },
    };
    expect((await approve(world, id)).status).toBe('void');
  });

  describe('judges by the file, not by the answer', () => {
    const HEAD = '#*# <---------------------- SAVE_CONFIG ---------------------->\n#*#\n';
    const file = (offset: string) => `[printer]\n\n${HEAD}#*# [probe]\n#*# z_offset = ${offset}\n`;

    /** A printer whose SAVE_CONFIG leaves this in its file, and says nothing of what waits any more. */
    function leaving(text: string | null, items: Record<string, unknown> = pending) {
      const world = createWorld();
      world.printer.objectData = { configfile: items };
      world.printer.downloads.set('config/printer.cfg', file('1.5'));
      const gcode = world.printer.gcode.bind(world.printer);
      world.printer.gcode = (lines, options) => {
        if (text === null) world.printer.downloads.delete('config/printer.cfg');
        else world.printer.downloads.set('config/printer.cfg', text);
        world.printer.objectData = { configfile: { save_config_pending: false } };
        return gcode(lines, options);
      };
      return world;
    }

    it('says saved when Klipper is back and the file holds the values', async () => {
      const { sent, outcome } = await carryOut(leaving(file('1.95')), 'save_calibration');
      expect(sent).toEqual(['SAVE_CONFIG']);
      expect(outcome).toMatchObject({ status: 'done', result: { state: 'ready', backup: null } });
    });

    it.each([
      ['the file is as before', file('1.5'), 'does not hold [probe] z_offset'],
      ['the values are gone', '[printer]\n', 'does not hold [probe] z_offset'],
      ['the file cannot be read', null, 'could not be read back'],
    ])('claims nothing when %s', async (_, text, told) => {
      const { outcome } = await carryOut(leaving(text), 'save_calibration');
      expect(outcome.status).toBe('unknown');
      expect(outcome.text).toContain(told);
    });

    it('looks for a mesh line by line, and for a section that goes', async () => {
      const items = { 'bed_mesh default': { points: '\n0.1, 0.2\n0.3, 0.4' }, 'bed_mesh old': null };
      const waiting = { save_config_pending: true, save_config_pending_items: items };
      const mesh = `${HEAD}#*# [bed_mesh default]\n#*# points =\n#*# \t0.1, 0.2\n#*# \t0.3, 0.4\n`;
      expect((await carryOut(leaving(mesh, waiting), 'save_calibration')).outcome.status).toBe('done');
      const kept = `${mesh}#*# [bed_mesh old]\n#*# points =\n`;
      expect((await carryOut(leaving(kept, waiting), 'save_calibration')).outcome.text).toContain(
        'bed_mesh old',
      );
    });

    it('does not say saved when nothing waited', async () => {
      const { outcome } = await carryOut(leaving(file('1.5'), {}), 'save_calibration');
      expect(outcome.text).toContain('nothing waited');
    });
  });

  describe('restore', () => {
    const BLOCK = '#*# <---------------------- SAVE_CONFIG ---------------------->\n#*# DO NOT EDIT\n#*#\n';
    const THEN = '[probe]\nz_offset: 1.5 # by hand\n[printer]\nmax_accel: 3000\n';
    const NOW = `[probe]\n#z_offset: 1.5 # by hand\n[printer]\nmax_accel: 4000\n\n${BLOCK}#*# [probe]\n#*# z_offset = 1.95\n#*#\n#*# [bed_mesh default]\n#*# points =\n#*# \t0.1, 0.2\n#*# \t0.3, 0.4\n`;
    const BACKUP = 'printer-20260102_030405.cfg';

    function saved(then = THEN, now = NOW) {
      const world = createWorld();
      const { downloads } = world.printer;
      downloads.set('config/printer.cfg', now);
      downloads.set(`config/${BACKUP}`, then);
      world.printer.queries.set('server.files.list', () =>
        [...downloads.keys()].map((path) => ({ path: path.replace('config/', '') })),
      );
      return world;
    }

    it('shows the values that come back, writes only the saved block, and keeps the file of now', async () => {
      const world = saved();
      const { summary } = await ask(world, 'save_calibration', { restore: BACKUP });
      expect(summary.facts).toEqual([
        { label: '[probe] z_offset', value: '1.95 → 1.5' },
        { label: '[bed_mesh default] points', value: '0.1, 0.2 0.3, 0.4 → taken out' },
      ]);
      const { sent, outcome } = await carryOut(world, 'save_calibration', { restore: BACKUP });
      expect(sent).toEqual(['printer.restart']);
      const { backup } = outcome.result as { backup: string };
      const written = world.printer.downloads.get('config/printer.cfg')!;
      expect(written).toContain('[printer]\nmax_accel: 4000\n');
      expect(written).toContain('#*# [probe]\n#*# z_offset = 1.5\n');
      expect(written).not.toContain('bed_mesh');
      expect(world.printer.downloads.get(`config/${backup}`)).toBe(NOW);
    });

    it('claims nothing when the file is rewritten during the restart', async () => {
      const world = saved();
      const command = world.printer.command.bind(world.printer);
      world.printer.command = (...args) => {
        world.printer.downloads.set('config/printer.cfg', NOW);
        return command(...args);
      };
      const { outcome } = await carryOut(world, 'save_calibration', { restore: BACKUP });
      expect(outcome.status).toBe('unknown');
      expect(outcome.text).toContain('has changed since: [probe] z_offset');
    });

    it('is void when one of the files has changed since it was shown', async () => {
      const world = saved();
      const { id } = await ask(world, 'save_calibration', { restore: BACKUP });
      world.printer.downloads.set(`config/${BACKUP}`, THEN.replace('1.5', '-9'));
      expect((await approve(world, id)).status).toBe('void');
      expect(world.printer.uploads).toEqual([]);
    });

    it.each([
      ['printer-20200101_000000.cfg', THEN, 'no-backup'],
      ['printer.cfg', THEN, 'no-backup'],
      ['../printer.cfg', THEN, 'no-backup'],
      [BACKUP, NOW, 'same'],
      [BACKUP, `${BLOCK}#*# [extruder]\n#*# max_temp = 500\n`, 'protected'],
      [BACKUP, `${BLOCK}#*# [include evil.cfg]\n#*# a = b\n`, 'protected'],
    ])('refuses %s', async (restore, then, code) => {
      expect(await refusalOf(saved(then), 'save_calibration', { restore })).toBe(code);
    });
  });

  describe('chosen shapers', () => {
    const BLOCK = '#*# <---------------------- SAVE_CONFIG ---------------------->\n#*# DO NOT EDIT\n#*#\n';

    function configured(text: string) {
      const world = createWorld();
      world.printer.downloads.set('config/printer.cfg', text);
      world.printer.settingsData = { input_shaper: { shaper_freq_x: 41.2 } };
      return world;
    }

    it('go into the saved block, and what people wrote is commented out, so that the way back is the same', async () => {
      const world = configured(
        `[input_shaper]\nshaper_freq_x: 41.2\n#shaper_freq_y: 38\n\n${BLOCK}#*# [input_shaper]\n#*# shaper_freq_y = 39.6\n`,
      );
      const wish = { shaper_x: 'ei@52.4', shaper_y: 'mzv@41' };
      const { summary } = await ask(world, 'save_calibration', wish);
      expect(summary.facts).toContainEqual({ label: '[input_shaper] shaper_freq_y', value: '39.6 → 41' });
      const { sent, outcome } = await carryOut(world, 'save_calibration', wish);
      expect(sent).toEqual(['printer.restart']);
      expect(outcome).toMatchObject({ status: 'done', result: { state: 'ready' } });
      const written = world.printer.downloads.get('config/printer.cfg')!;
      expect(written).toContain('[input_shaper]\n#shaper_freq_x: 41.2\n');
      expect(written).toContain('#*# shaper_freq_x = 52.4\n');
      expect(written).toContain('#*# shaper_freq_y = 41\n');
      expect(written).toContain('#*# shaper_type_x = ei\n');
      const { backup } = outcome.result as { backup: string };
      world.printer.queries.set('server.files.list', () =>
        [...world.printer.downloads.keys()].map((path) => ({
          path: path.replace('config/', ''),
          modified: 1,
        })),
      );
      const back = await ask(world, 'save_calibration', { restore: backup });
      expect(back.summary.facts).toContainEqual({
        label: '[input_shaper] shaper_freq_x',
        value: '52.4 → 41.2',
      });
    });

    it.each([
      [{ shaper_x: 'magic@50' }, '[input_shaper]\n', 'shaper'],
      [{ shaper_x: 'mzv@50\nG28' }, '[input_shaper]\n', 'bad-arguments'],
      [{ shaper_x: 'mzv@50' }, '[include shaper.cfg]\n', 'elsewhere'],
      [{ shaper_x: 'mzv@50' }, '[input_shaper]\nshaper_type_x: mzv\nshaper_freq_x: 50\n', 'same'],
    ])('are refused: %j', async (wish, text, code) => {
      const refused = await refusalOf(configured(text), 'save_calibration', wish);
      expect(refused).toBe(code);
    });
  });

  it('is refused during a print', async () => {
    const world = createWorld();
    printing(world);
    expect(await refusalOf(world, 'save_calibration')).toBe('printing');
  });
});
