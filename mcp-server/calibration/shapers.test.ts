import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AxisFacts } from '../../src/klipper/resonance/index.ts';
import { startSimulatedWorld, type SimulatedWorld } from '../testing/simulated.ts';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

const SENSOR = `[adxl345]
cs_pin: rpi:None
[resonance_tester]
accel_chip: adxl345
probe_points: 100,100,20
min_freq: 30
max_freq: 90
hz_per_sec: 2
`;

describe('input shaping on a printer with an accelerometer', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    const resonances = { x: { hertz: 57 }, y: { hertz: 43 } };
    world = await startSimulatedWorld({
      speed: 30,
      preset: { preset: {}, overrides: { config_extra: SENSOR, resonances } },
    });
  }, 30_000);
  afterAll(() => world.stop());

  it('measures, recommends, applies, undoes and saves', async () => {
    const measured = await world.act('calibrate', { routine: 'input_shaper' });
    expect(measured.status).toBe('done');
    const { result, save_proposal } = measured.outcome!.result as {
      result: { axes: AxisFacts[]; noise: unknown; previous: Record<string, string> };
      save_proposal: { option: string; before: string | null; after: string }[];
    };
    expect(result.noise).toMatchObject({ healthy: true });
    expect(result.previous).toEqual({ x: 'mzv@41.2', y: 'mzv@38.6' });
    for (const [index, hertz] of [57, 43].entries()) {
      const facts = result.axes[index]!;
      expect(Math.abs(facts.peak_hz - hertz)).toBeLessThan(1);
      expect(facts.shapers.map(({ type }) => type)).toEqual(['zv', 'mzv', 'ei', '2hump_ei', '3hump_ei']);
      expect(facts.advice).toMatch(/take \w+ at [\d.]+ Hz\. It leaves .* max_accel at most \d+ mm\/s²/);
      // Klipper's own fit of the same test, waiting to be saved, says the same.
      const saved = Object.fromEntries(save_proposal.map(({ option, after }) => [option, after]));
      expect(saved[`shaper_type_${facts.axis}`]).toBe(facts.recommended.type);
      expect(Math.abs(Number(saved[`shaper_freq_${facts.axis}`]) - facts.recommended.hertz)).toBeLessThan(
        0.5,
      );
    }

    const undone = await world.act('calibrate', {
      routine: 'input_shaper',
      step: 'apply_live',
      shaper_x: result.previous.x,
      shaper_y: 'ei@50',
    });
    expect(undone.outcome).toMatchObject({
      result: { result: { shapers_now: { x: 'mzv@41.2', y: 'ei@50' } } },
    });
    const saved = await world.act('save_calibration');
    expect(saved.status).toBe('done');
    expect(JSON.stringify(saved.outcome?.result)).toContain('shaper_freq_x');
  }, 90_000);
});

describe('the belts of a CoreXY', () => {
  it('are shaken one by one and compared, with the spectrum growing on the way', async () => {
    const resonances = { a: { hertz: 66 }, b: { hertz: 54 } };
    const world = await startSimulatedWorld({
      speed: 30,
      preset: {
        preset: {},
        overrides: { config_extra: `${SENSOR}[printer]\nkinematics: corexy\n`, resonances },
      },
    });
    onTestFinished(() => world.stop());
    const seen: unknown[] = [];
    const stop = world.gate.onAction(({ id }) => seen.push(world.gate.progress(id)?.detail));
    const measured = await world.act('calibrate', { routine: 'input_shaper', measure: 'belts' });
    stop();
    expect(measured.outcome).toMatchObject({
      status: 'done',
      text: expect.stringMatching(/Belt B is the looser one/) as string,
      result: { result: { even: false, belts: [{ belt: 'a' }, { belt: 'b' }] } },
    });
    const drawn = seen.filter((detail) => detail !== null && detail !== undefined);
    expect(drawn).toContainEqual(
      expect.objectContaining({ axis: 'a', spectrum: expect.anything() as unknown }),
    );
    expect(drawn).toContainEqual(expect.objectContaining({ axis: 'b' }));
  }, 90_000);

  it('are refused where there are none', async () => {
    const world = createWorld();
    world.printer.settingsData = { printer: { kinematics: 'cartesian' } };
    expect(await refusalOf(world, 'calibrate', { routine: 'input_shaper', measure: 'belts' })).toBe(
      'no-belts',
    );
  });
});

describe('input shaping without an accelerometer', () => {
  it('tells what to buy, wire and configure', async () => {
    const world = createWorld();
    world.printer.commandHelp = new Map([['G28', '']]);
    expect(await refusalOf(world, 'calibrate', { routine: 'input_shaper' })).toBe('no-accelerometer');
  });

  it.each([
    [{ shaper_x: 'mzv@53.2' }, ['SET_INPUT_SHAPER SHAPER_TYPE_X=mzv SHAPER_FREQ_X=53.2']],
    [
      { shaper_x: 'none', shaper_y: 'ei@40' },
      ['SET_INPUT_SHAPER SHAPER_FREQ_X=0 SHAPER_TYPE_Y=ei SHAPER_FREQ_Y=40'],
    ],
  ])('applies %j', async (wish, lines) => {
    const args = { routine: 'input_shaper', step: 'apply_live', ...wish };
    expect((await carryOut(createWorld(), 'calibrate', args)).sent).toEqual(lines);
  });

  it.each([
    [{}, 'no-shaper'],
    [{ shaper_x: 'magic@50' }, 'shaper'],
    [{ shaper_x: 'mzv@5' }, 'shaper'],
    [{ shaper_y: 'mzv@50 M112' }, 'shaper'],
  ])('refuses %j', async (wish, code) => {
    const args = { routine: 'input_shaper', step: 'apply_live', ...wish };
    expect(await refusalOf(createWorld(), 'calibrate', args)).toBe(code);
  });
});
