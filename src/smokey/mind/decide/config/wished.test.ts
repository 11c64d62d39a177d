import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { printingJob, sceneSnapshot, talk } from '../../testing/scene.ts';

const CONFIG = `[printer]
max_velocity: 300
max_accel: 3000

[stepper_x]
homing_speed: 50

[stepper_y]
homing_speed: 50

[extruder]
nozzle_diameter: 0.4
max_temp: 285
pressure_advance: 0.045

[safe_z_home]
z_hop: 10

[bed_mesh]
probe_count: 5, 5
`;
const answers = { get_config: { text: CONFIG, sha256: 'a'.repeat(64), files: ['printer.cfg'] } };

beforeAll(warmBuiltinModel);

async function edits(turns: string[], snapshot = sceneSnapshot()) {
  const { calls, text } = await talk(turns, { snapshot, answers });
  const steps = calls.flatMap((call) =>
    call.tool === 'run_plan'
      ? (call.args.steps as { tool: string; args: Record<string, unknown> }[])
      : [call],
  );
  return { text, steps: steps.map(({ tool, args }) => [tool, args.section, args.set]) };
}

describe('a value that is to stay is written into the configuration', () => {
  it.each([
    [['make 2500 the permanent max accel'], 'printer', { max_accel: '2500' }],
    [['printer.cfg: max_accel 3000 -> 6500'], 'printer', { max_accel: '6500' }],
    [['what is the z hop in the config', 'write 15 in there for good'], 'safe_z_home', { z_hop: '15' }],
    [['what is the z hop in the config', 'put it at one point five'], 'safe_z_home', { z_hop: '1.5' }],
    [['what is the z hop in the config', 'double it in the file'], 'safe_z_home', { z_hop: '20' }],
    [['nine points by nine for the mesh, in printer.cfg'], 'bed_mesh', { probe_count: '9, 9' }],
    [['homing speed 30 in the file, x and nothing else'], 'stepper_x', { homing_speed: '30' }],
    [['pressure advance 0.05 for keeps'], 'extruder', { pressure_advance: '0.05' }],
  ])('%j', async (turns, section, set) => {
    expect((await edits(turns)).steps).toEqual([['edit_config', section, set]]);
  });

  it.each([
    [
      'homing speed of both x and y to 80 in printer.cfg',
      { homing_speed: '80', '[stepper_y] homing_speed': '80' },
    ],
    [
      'in printer.cfg set homing_speed 80 for x, 60 for y',
      { homing_speed: '80', '[stepper_y] homing_speed': '60' },
    ],
  ])('several sections at once: %s', async (text, set) => {
    expect((await edits([text])).steps).toEqual([['edit_config', 'stepper_x', set]]);
  });

  it.each([
    ['change the max accel to 4000 and pressure advance to 0.06 in the config', 'printer', '4000', '0.06'],
    ['max velocity to 250, pressure advance 0.05 and then restart', 'printer', '250', '0.05'],
  ])('several values, each its own: %s', async (text, section, one, other) => {
    const [edit] = (await edits([text])).steps;
    expect(edit?.slice(0, 2)).toEqual(['edit_config', section]);
    expect(Object.values(edit?.[2] ?? {})).toEqual([one, other]);
  });

  it.each([
    ['set probe_count to 7,7', { probe_count: '7, 7' }],
    ['put 6, 4 as probe_count into printer.cfg', { probe_count: '6, 4' }],
    ['change the mesh in the config from 5x5 points to 6x6', { probe_count: '6, 6' }],
  ])('two numbers where two are wanted: %s', async (text, set) => {
    expect((await edits([text])).steps).toEqual([['edit_config', 'bed_mesh', set]]);
  });

  it('asks which section is meant where none is named', async () => {
    const open = await edits(['homing speed 80 in printer.cfg']);
    expect(open.steps).toEqual([]);
    expect(open.text).toContain('[stepper_y]');
  });

  it('gives back the line that Klipper misses', async () => {
    const klippy = {
      state: 'error' as const,
      message: "Option 'nozzle_diameter' in section 'extruder' must be specified",
    };
    for (const text of [
      'it is a point four nozzle, put the lost line back',
      'nozzle_diameter: 0.4',
      'put nozzle_diameter 0.4 into [extruder]',
      'it is a 0.4',
    ])
      expect((await edits([text], sceneSnapshot({ klippy }))).steps).toEqual([
        ['edit_config', 'extruder', { nozzle_diameter: '0.4' }],
      ]);
  });
});

describe('nothing is written', () => {
  it.each([
    [['what would a student risk by writing z_hop: 0 in the config? the file stays as it is']],
    [['I changed max_accel to 4000 in my config, is that ok?']],
    [['raise max_temp to 320 in the config']],
    [['what is the z hop in the config', 'I was going to say double it in the file']],
  ])('%j', async (turns) => {
    expect((await edits(turns)).steps).toEqual([]);
  });

  it('where another thing is named after a question about the configuration', async () => {
    const { steps } = await edits(['what is the z hop in the config', 'set the nozzle to 200']);
    expect(steps.map(([tool]) => tool)).toEqual(['set_temperature']);
  });

  it('without the word that the restart has to wait in a print', async () => {
    const { text } = await edits(['max accel 4000 in printer.cfg'], sceneSnapshot({ job: printingJob }));
    expect(text).toContain('until the print has finished');
  });
});
