import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from './index.ts';
import { printingJob, sceneSnapshot, sensor, talk } from './testing/scene.ts';

const hot = [
  sensor('extruder', 'Nozzle', 'nozzle', 215.2, 215, 285),
  sensor('heater_bed', 'Bed', 'bed', 59.9, 60, 110),
];
const idle = sceneSnapshot();
const idleHot = sceneSnapshot({ sensors: hot });
const printing = sceneSnapshot({ job: printingJob, sensors: hot });

beforeAll(warmBuiltinModel);

/** What the last message proposes, plans opened. */
async function proposed(turns: string, snapshot = idle) {
  const { calls } = await talk(turns.split(' → '), { snapshot });
  return calls.flatMap((call) =>
    call.tool === 'run_plan' ? (call.args.steps as { tool: string; args: object }[]) : [call],
  );
}

const heat = (heater: string, target_c: number) =>
  expect.objectContaining({ args: expect.objectContaining({ heater, target_c }) });
const tune = (args: object) => expect.objectContaining({ tool: 'tune_print', args });

describe('temperatures, however they are put', () => {
  it.each([
    ['petg please, 240/80', [heat('extruder', 240), heat('heater_bed', 80)]],
    ['preheat, 205 and 60', [heat('extruder', 205), heat('heater_bed', 60)]],
    ['nozzle setpoint 483 K', [heat('extruder', 210)]],
    ['the table to sixty five', [heat('heater_bed', 65)]],
    ['nozzle 210, the bed stays cold', [heat('extruder', 210)]],
    ['my brother says 70 on the bed, so use that', [heat('heater_bed', 70)]],
    ['Förvärm för PLA', [heat('extruder', 205), heat('heater_bed', 60)]],
    ['warm the bed → sixty will do nicely', [heat('heater_bed', 60)]],
    ['get the nozzle hot → two hundred, I suppose', [heat('extruder', 200)]],
    ['bed to 60 → it is a cold day, make that five more', [heat('heater_bed', 65)]],
    ["how hot's the nozzle → and the plate to 55 while you're at it", [heat('heater_bed', 55)]],
    ["I'm going to swap nozzles, so I need it at 250", [heat('extruder', 250)]],
    ['new nozzle fitted. heat to 240', [heat('extruder', 240)]],
    [
      'about to print plain PLA so start warming it up for that',
      [heat('extruder', 205), heat('heater_bed', 60)],
    ],
  ])('%s', async (text, expected) => expect(await proposed(text)).toEqual(expected));

  it('what comes loose is not switched off', async () => {
    expect(await proposed("the corner's lifting off the plate, give the bed another ten", idleHot)).toEqual([
      heat('heater_bed', 70),
    ]);
  });
});

describe('leave that is given and numbers that tell what is meant', () => {
  it.each([
    ['the bed can go down to 50', [heat('heater_bed', 50)]],
    ['nozzle can drop to 190 now', [heat('extruder', 190)]],
    ['I think 215 is too hot for this PLA, take it down by 10', [heat('extruder', 205)]],
    ['60 is a bit too cold for petg, make it 80', [heat('heater_bed', 80)]],
  ])('%s', async (text, expected) => expect(await proposed(text, idleHot)).toEqual(expected));

  it.each([
    ['speed 110 flow 98 fan 80', [tune({ speed_pct: 110 }), tune({ flow_pct: 98 }), tune({ fan_pct: 80 })]],
    ['110 speed 98 flow', [tune({ speed_pct: 110 }), tune({ flow_pct: 98 })]],
    ['part fan speed 40', [tune({ fan_pct: 40 })]],
  ])('%s', async (text, expected) => expect(await proposed(text, printing)).toEqual(expected));

  it.each([
    'my bed can go to 110',
    'nozzle a tad cooler please',
    'bed on',
    'z down until it touches the bed',
  ])('%s: nothing is proposed', async (text) => expect(await proposed(text, idleHot)).toEqual([]));
});

describe('calibration that another clause names', () => {
  it.each([
    ['I moved the printer, so the old bed mesh is garbage, can you make a new one', 'bed_mesh'],
    ['new nozzle is in, lets do the paper test for the z offset', 'z_offset'],
    ['Good evening. I should be grateful if you would measure a fresh bed mesh.', 'bed_mesh'],
  ])('%s', async (text, routine) =>
    expect(await proposed(text)).toEqual([
      expect.objectContaining({ args: expect.objectContaining({ routine }) }),
    ]),
  );

  it("the target is the tuning's", async () =>
    expect(await proposed('Autotune the hotend PID, target 235.')).toEqual([
      expect.objectContaining({ args: expect.objectContaining({ routine: 'pid_extruder', target_c: 235 }) }),
    ]));
});

describe('what looks like a wish and is none', () => {
  it.each([
    ['the nozzle swings by five degrees, tune its pid', idle],
    ['I want to take out my part with the hand, is the plate hot?', idleHot],
    ['the bed heats but the nozzle stays cold', idle],
    ['Before I touch it, is the nozzle hot?', idleHot],
    ['blow harder on the part', printing],
    ['e-steps calibration', idle],
    ['touch off the plate at all points', idleHot],
  ])('%s', async (text, snapshot) => expect(await proposed(text, snapshot)).toEqual([]));
});

describe('the live Z goes the way that is said, and by as much', () => {
  it.each([
    ['the lines are squashed, raise the nozzle three hundredths', 0.03],
    ['a bit nearer to the bed, 0.02', -0.02],
    ['bring the nozzle 0.02 closer to the plate', -0.02],
    ['raise the nozzle 0.06 → too much, back by half of that', -0.03],
    ['lower the nozzle 0.04 → back up by half that', 0.02],
  ])('%s', async (text, z_adjust_mm) =>
    expect(await proposed(text, printing)).toEqual([tune({ z_adjust_mm })]),
  );
});

describe('speeds and fans go on from what was spoken of', () => {
  it.each([
    ["what's the fan at → drop it to seventy, it is stringy but it will do", { fan_pct: 70 }],
    ["what's the fan at → let it run at 60", { fan_pct: 60 }],
    ['no more part cooling from now on', { fan_pct: 0 }],
    ['the fan is screaming, could you bring it down to 60 percent', { fan_pct: 60 }],
    ['how fast is it printing → half that', { speed_pct: 50 }],
    ['spd 120', { speed_pct: 120 }],
    ['run at three quarters speed', { speed_pct: 75 }],
    ['fan at a third', { fan_pct: 33 }],
  ])('%s', async (text, args) => expect(await proposed(text, printing)).toEqual([tune(args)]));
});

describe('calibrations belong to what was named', () => {
  it('a PID of the bed, its temperature in the next message', async () => {
    expect(await proposed('the bed overshoots, do a PID on it → aim for 65')).toEqual([
      expect.objectContaining({ args: expect.objectContaining({ routine: 'pid_bed', target_c: 65 }) }),
    ]);
  });

  it('what was changed by hand is only the reason', async () => {
    expect(await proposed('I changed the plate, make a new map of heights please')).toEqual([
      expect.objectContaining({ args: expect.objectContaining({ routine: 'bed_mesh' }) }),
    ]);
  });
});
