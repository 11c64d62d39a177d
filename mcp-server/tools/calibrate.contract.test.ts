import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { readConfigFile } from '../config/files.ts';
import { savedValues } from '../config/saved-block.ts';
import { isRefusal } from '../refusal.ts';
import { startRealWorld, startSimulatedWorld, type SimulatedWorld } from '../testing/simulated.ts';

const MACHINE = `[z_tilt]
points:
  20,20
  200,200
[quad_gantry_level]
points:
  20,20
  200,200
[adxl345]
cs_pin: rpi:None
[resonance_tester]
accel_chip: adxl345
probe_points: 100,100,20
min_freq: 30
max_freq: 75
hz_per_sec: 2
`;
const OPTIONS = {
  speed: 30,
  preset: {
    preset: {},
    overrides: { config_extra: MACHINE, resonances: { x: { hertz: 57 }, y: { hertz: 43 } } },
  },
};
const number = expect.any(Number) as number;

/** Every routine of the catalogue, what was found in numbers, and keeping and taking back what was found. */
function calibrationSuite(start: () => Promise<SimulatedWorld | string>): void {
  let world: SimulatedWorld;
  let missing: string | null = 'not started';
  const told: string[] = [];
  beforeAll(async () => {
    const started = await start();
    missing = typeof started === 'string' ? started : null;
    if (typeof started === 'string') return;
    world = started;
    world.gate.onAction(({ id }) => {
      const progress = world.gate.progress(id);
      if (progress) told.push(progress.text);
    });
  });
  afterAll(() => world?.stop());
  const needs = ({ skip }: TestContext): void => {
    if (missing !== null) skip(missing);
  };
  const found = async (args: Record<string, unknown>) => {
    const { outcome } = await world.act('calibrate', args);
    expect(outcome?.status, outcome?.text).toBe('done');
    return (outcome!.result as { result: Record<string, unknown> }).result;
  };
  const savedNow = async () => {
    const file = await readConfigFile(world.printer, 'printer.cfg');
    if (isRefusal(file)) throw new Error(file.refused.message);
    return savedValues(file.text);
  };

  it('probes a mesh, saying how far it is', async (context) => {
    needs(context);
    told.length = 0;
    const { matrix, range_mm, profile } = await found({ routine: 'bed_mesh' });
    expect(profile).toBe('default');
    expect((matrix as number[][]).length).toBeGreaterThan(2);
    expect(range_mm).toBeGreaterThan(0);
    expect(
      told.some((text) => /probe.* at /i.test(text)),
      told.join('|'),
    ).toBe(true);
  });

  it('measures how far to turn each screw', async (context) => {
    needs(context);
    const { screws } = await found({ routine: 'screws_tilt' });
    expect(Object.values(screws as object).length).toBeGreaterThan(2);
    for (const screw of Object.values(screws as object))
      expect(screw).toMatchObject({
        sign: expect.stringMatching(/^CC?W$/),
        adjust: expect.stringMatching(/^\d\d:\d\d$/),
      });
  });

  it('says how well the probe repeats', async (context) => {
    needs(context);
    expect(await found({ routine: 'probe_accuracy' })).toMatchObject({
      ...{ range_mm: number, average_mm: number, standard_deviation_mm: number },
    });
  });

  it.for(['z_tilt', 'quad_gantry_level'])('levels by %s', async (routine, context) => {
    needs(context);
    expect(await found({ routine })).toMatchObject({ applied: true });
  });

  it('prepares the pressure advance tower', async (context) => {
    needs(context);
    expect(await found({ routine: 'pressure_advance' })).toMatchObject({ start: 0, factor_per_mm: 0.005 });
  });

  it('measures resonances and recommends shapers', async (context) => {
    needs(context);
    const { shapers, noise } = await found({ routine: 'input_shaper' });
    expect(noise).toMatchObject({ healthy: true });
    expect(shapers).toMatchObject([
      { axis: 'x', hertz: number },
      { axis: 'y', hertz: number },
    ]);
  });

  it.for(['pid_extruder', 'pid_bed'])(
    'tunes a heater by %s, saying how far it is',
    async (routine, context) => {
      needs(context);
      told.length = 0;
      expect(await found({ routine, target_c: 60 })).toMatchObject({ kp: number, ki: number, kd: number });
      expect(
        told.some((text) => /T:|B:/.test(text)),
        told.join('|'),
      ).toBe(true);
    },
  );

  it('leads through the paper test, aborts it, and takes an offset', async (context) => {
    needs(context);
    const open = await found({ routine: 'z_offset' });
    expect(open).toMatchObject({ active: true, z_mm: number });
    const lower = await found({ routine: 'z_offset', step: 'adjust', adjust_mm: -0.5 });
    expect(lower.z_mm as number).toBeCloseTo((open.z_mm as number) - 0.5, 3);
    expect(await found({ routine: 'z_offset', step: 'abort' })).toMatchObject({ active: false });
    await found({ routine: 'z_offset' });
    await found({ routine: 'z_offset', step: 'adjust', adjust_mm: -1 });
    expect(await found({ routine: 'z_offset', step: 'accept' })).toMatchObject({ active: false });
  });

  it('saves what was found, and puts the values of before back at any later time', async (context) => {
    needs(context);
    const before = await savedNow();
    const saved = await world.act('save_calibration');
    expect(saved.outcome?.status, saved.outcome?.text).toBe('done');
    const { backup, diff } = saved.outcome!.result as { backup: string; diff: object[] };
    expect(backup).toMatch(/^printer-\d{8}_\d{6}\.cfg$/);
    expect(diff.length).toBeGreaterThan(3);
    const after = await savedNow();
    expect(after.get('bed_mesh default')?.has('points')).toBe(true);
    // Something else is saved in between: it is taken back as well.
    await found({ routine: 'pid_bed', target_c: 50 });
    await world.act('save_calibration');

    const restored = await world.act('save_calibration', { restore: backup });
    expect(restored.outcome?.status, restored.outcome?.text).toBe('done');
    expect(world.printer.snapshot().klippy.state).toBe('ready');
    const now = await savedNow();
    expect(now.has('bed_mesh default')).toBe(before.has('bed_mesh default'));
    const kept = (restored.outcome!.result as { backup: string }).backup;
    // And the restoring itself can be taken back.
    const again = await world.act('save_calibration', { restore: kept });
    expect(again.outcome?.status, again.outcome?.text).toBe('done');
    expect((await savedNow()).get('bed_mesh default')).toEqual(after.get('bed_mesh default'));
  });
}

describe('calibrating the simulated printer', () => {
  calibrationSuite(() => startSimulatedWorld(OPTIONS));
});

describe('calibrating through a real Moonraker', () => {
  calibrationSuite(() => startRealWorld(OPTIONS));
});
