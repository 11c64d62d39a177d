import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from './index.ts';
import { printingJob, sceneSnapshot, talk } from './testing/scene.ts';

/** What is meant by a message follows from the ones before it, and from what the printer does. */

const idle = sceneSnapshot();
const printing = sceneSnapshot({ job: printingJob });
const paused = sceneSnapshot({ job: { ...printingJob, state: 'paused' } });
const hot = sceneSnapshot({
  sensors: sceneSnapshot().sensors.map((sensor) =>
    sensor.kind === 'nozzle' ? { ...sensor, celsius: 215, targetCelsius: 215 } : sensor,
  ),
});
const files = ['planet_gear.gcode', 'bracket_PETG.gcode', 'vase.gcode', 'calibration_cube.gcode'];
const jobs = [{ file: 'vase.gcode', outcome: 'cancelled', print_s: 3720 }];
const answers = {
  list_files: { files: files.map((path) => ({ path })), total: files.length },
  get_history: { jobs },
};

beforeAll(warmBuiltinModel);

async function said(turns: string, snapshot = idle) {
  const { calls, text, made } = await talk(turns.split(' → '), { snapshot, answers });
  const deeds = calls
    .flatMap((call) =>
      call.tool === 'run_plan' ? (call.args.steps as { tool: string; args: object }[]) : [call],
    )
    .filter(({ tool }) => !/^(?:get_|list_)/.test(tool));
  return { deeds, text, made };
}
const call = (tool: string, args: object = {}) =>
  expect.objectContaining({ tool, args: expect.objectContaining(args) });

describe('a value behind what was asked or proposed', () => {
  it.each([
    ['heat the nozzle to 220 → too hot, 210', idle, [call('set_temperature', { target_c: 210 })]],
    ['pid tune → the nozzle → 230', idle, [call('calibrate', { routine: 'pid_extruder', target_c: 230 })]],
    ['hotter → the nozzle → 5', hot, [call('set_temperature', { heater: 'extruder', target_c: 220 })]],
    ['why is it so slow → ok 110 then', printing, [call('tune_print', { speed_pct: 110 })]],
    ['load filament → 240', idle, [call('set_temperature', { target_c: 240, wait: true }), call('filament')]],
    [
      'extrude 20 → 210',
      idle,
      [call('set_temperature', { target_c: 210 }), call('filament', { length_mm: 20 })],
    ],
  ])('%s', async (turns, snapshot, deeds) => {
    expect((await said(turns, snapshot)).deeds).toEqual(deeds);
  });
});

describe('turned round and taken back', () => {
  it('the other way', async () => {
    expect((await said('move x left 20 → other way')).deeds.at(-1)).toEqual(call('move', { x_mm: 20 }));
    expect((await said('z up 0.05 → wrong way', printing)).deeds).toEqual([
      call('tune_print', { z_adjust_mm: -0.05 }),
    ]);
  });

  it.each([
    ['heat the nozzle to 200 → stop', idle],
    ['pause → actually carry on', printing],
  ])('%s: what waits is taken back', async (turns, snapshot) => {
    expect((await said(turns, snapshot)).made).toContain('withdraw_action');
  });

  it('what is told to be done is no wish', async () => {
    expect((await said('filament swapped, continue', paused)).deeds).toEqual([call('resume_print')]);
  });
});

describe('questions that only sound like wishes', () => {
  it.each([
    ['whats the temp → of the bed', idle, /Bed/],
    ['gonna be home in 2 hrs, will it be done by then', printing, /47 min/],
    ['that vase i bailed on, how long had it been printing before i stopped it?', idle, /1 h 2 min/],
    [
      'Spent 90 bucks on a high flow hotend and set everything to 500 mm/s in the slicer. A print that took 2h10 now takes 1h58. scam??',
      idle,
      /acceleration/,
    ],
    [
      'the plug where the bed wires go in has a brown mark and smells burnt, it still prints. Can I carry on till the weekend?',
      idle,
      /pull the plug/,
    ],
  ])('%s', async (turns, snapshot, fits) => {
    const { deeds, text } = await said(turns, snapshot);
    expect(deeds).toEqual([]);
    expect(text).toMatch(fits);
  });
});

describe('stories beside a wish', () => {
  it.each([
    ['so much stringing at the roof, take ten off the hot end will ya', 205],
    ['abs night. 245/100 pls', 245],
    ['The label says 410 degrees Fahrenheit for the nozzle. Can you start heating it to that?', 210],
    ["phone call. let the nozzle idle at 160 til im back, leave the bed alone or it'll pop off", 160],
  ])('%s', async (text, target) => {
    const [first] = (await said(text, hot)).deeds;
    expect(first).toEqual(call('set_temperature', { heater: 'extruder', target_c: target }));
  });

  it('the nozzle waits for the bed where that is said', async () => {
    const text = 'bed to 60 first and hold until it is really there, only then the nozzle to 200';
    expect((await said(text)).deeds).toEqual([
      call('set_temperature', { heater: 'heater_bed', target_c: 60, wait: true }),
      call('set_temperature', { heater: 'extruder', target_c: 200 }),
    ]);
  });
});

describe('what was told or spoken of before', () => {
  it('a figure is reckoned from', async () => {
    const { deeds } = await said(
      'what is the max temp of the bed? → bring the bed to twenty degrees below that figure',
    );
    expect(deeds.at(-1)?.tool).toBe('set_temperature');
    expect((deeds.at(-1)?.args as { target_c: number }).target_c).toBeGreaterThan(60);
  });
  it('the right one of two nozzles is a place, and neither a yes nor a step', async () => {
    const { deeds, made } = await said('heat the nozzle to 220 → the right one');
    expect(deeds.concat(made as never).some((deed) => JSON.stringify(deed).includes('225'))).toBe(false);
  });
  it.each(["print the vase when I'm back", 'print the vase at 8', 'start the vase once I have left'])(
    'waits: %s',
    async (text) => expect((await said(text)).deeds).toEqual([]),
  );
  it('what shall be ready by then is begun now', async () => {
    const { deeds } = await said('have the bed hot when I get home, 60');
    expect(deeds).toEqual([call('set_temperature', { target_c: 60 })]);
  });
  it('two words told among many are no order', async () => {
    const { deeds } = await said(
      'class 5b are standing round the printer with their coats on, the bus comes soon',
    );
    expect(deeds).toEqual([]);
  });
});
