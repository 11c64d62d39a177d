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

  it('waits until Klipper is back', async () => {
    const world = createWorld();
    const { sent, outcome } = await carryOut(world, 'save_calibration');
    expect(sent).toEqual(['SAVE_CONFIG']);
    expect(outcome).toMatchObject({ status: 'done', result: { state: 'ready' } });
  });

  it('is refused during a print', async () => {
    const world = createWorld();
    printing(world);
    expect(await refusalOf(world, 'save_calibration')).toBe('printing');
  });
});
