import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from './index.ts';
import { printingJob, sceneSnapshot, sensor, talk } from './testing/scene.ts';

const hot = sceneSnapshot({
  sensors: [
    sensor('extruder', 'Nozzle', 'nozzle', 215, 215, 285),
    sensor('heater_bed', 'Bed', 'bed', 60, 60, 110),
  ],
});
const idle = sceneSnapshot();
const printing = sceneSnapshot({ job: printingJob });
const files = ['planet_gear.gcode', 'bracket_PETG.gcode', 'calibration_cube.gcode', 'keychain.gcode'];
const answers = { list_files: { files: files.map((path) => ({ path })), total: files.length } };

beforeAll(warmBuiltinModel);

async function proposed(turns: string, snapshot = idle) {
  const { calls } = await talk(turns.split(' → '), { snapshot, answers });
  return calls.flatMap((call) =>
    call.tool === 'run_plan' ? (call.args.steps as { tool: string; args: object }[]) : [call],
  );
}
const reply = async (turns: string, snapshot = idle): Promise<string> =>
  (await talk(turns.split(' → '), { snapshot, answers })).text;
const call = (tool: string, args: object) =>
  expect.objectContaining({ tool, args: expect.objectContaining(args) });
const heat = (heater: string, target_c: number) => call('set_temperature', { heater, target_c });

describe('an answer to what was asked back', () => {
  it.each(['turn it off → no the bed', 'turn it off → the bed i mean'])('%s', async (turns) => {
    expect(await proposed(turns, hot)).toEqual([heat('heater_bed', 0)]);
  });

  it('takes everything but what is excepted', async () => {
    expect(await proposed('turn everything off → except the bed', hot)).toEqual([heat('extruder', 0)]);
  });

  it('sets nothing for what is to stay', async () => {
    expect(await proposed('bed 50 → and leave the nozzle', hot)).toEqual([]);
  });
});

describe('how many', () => {
  it.each(['print 3 copies of the cube', 'print the cube three times', '3 copies of the cube'])(
    '%s',
    async (text) => {
      expect(await proposed(text)).toEqual([
        call('start_print', { path: 'calibration_cube.gcode' }),
        call('manage_queue', { action: 'add', paths: ['calibration_cube.gcode', 'calibration_cube.gcode'] }),
      ]);
    },
  );

  it.each([
    ['queue the cube twice and the keychain', 3],
    ['queue two cubes', 2],
    ['queue the keychain', 1],
  ])('%s', async (text, count) => {
    const [only] = await proposed(text);
    expect((only?.args as { paths: string[] }).paths).toHaveLength(count);
  });
});

describe('the n-th of what was listed', () => {
  it.each([
    ['list files → print the second one', 'bracket_PETG.gcode'],
    ['list files → the third one → print it', 'calibration_cube.gcode'],
  ])('%s', async (turns, path) => {
    expect(await proposed(turns)).toEqual([call('start_print', { path })]);
  });
});

describe('few words, by what was spoken of and what the printer does', () => {
  it.each([
    ['is there a mesh → make a new one', call('calibrate', { routine: 'bed_mesh' })],
    ['home → x to 100', call('move', { x_mm: 100 })],
    ['print the cube with the bed at 65', call('start_print', { path: 'calibration_cube.gcode' })],
  ])('%s', async (turns, wanted) => {
    expect(await proposed(turns)).toEqual([wanted]);
  });

  it('says that a file sets its own temperatures', async () => {
    expect(await reply('print the cube with the bed at 65')).toMatch(/sets its own temperatures/);
  });

  it('heats for the material that was spoken of', async () => {
    expect(await proposed('i want to print abs → whats the best temp → ok set it')).toEqual([
      heat('extruder', 245),
      heat('heater_bed', 100),
    ]);
  });

  it('sets limits back instead of restarting Klipper', async () => {
    const made = await proposed('set accel to 2000 → reset it');
    expect(made.map(({ tool }) => tool)).not.toContain('restart');
  });

  it.each([
    ['how long', /to go/],
    ['its too high', /What is too much/],
    ['is it ok', /nothing wrong/],
  ])('printing: %s', async (text, wanted) => {
    expect(await reply(text, printing)).toMatch(wanted);
  });

  it.each([
    ['how long', /Name a file/],
    ['is the bed empty', /Bed cam/],
    ['when was the last mesh', /not when/],
    ['use the mesh from yesterday', /Which mesh/],
    ['measure a mesh', /I would run a bed mesh/],
    ['z up a bit', /I would/],
  ])('at rest: %s', async (text, wanted) => {
    expect(await reply(text)).toMatch(wanted);
  });
});

describe('keeping is no saving', () => {
  it.each([
    ['delete the keychain → actually i would rather keep it', []],
    ['keep it', []],
    ['heat the bed to 60 → ok keep that', []],
  ])('%s', async (turns, wanted) => {
    expect(await proposed(turns)).toEqual(wanted);
  });

  it('saves what was measured', async () => {
    const made = await proposed('measure a mesh → keep it');
    expect(made.map(({ tool }) => tool)).toEqual(['save_calibration']);
  });
});

describe('what is told, asked for others or meant', () => {
  it.each([
    'one of my pupils discovered G28 at the top of a file and would like to know what it does',
    'what is the difference between pause and cancel, never dared to press either',
    'what bed temp do people use for TPU? just curious',
    'move it a little to the side',
    'can u change the temperature',
    'does it always check with me first?',
  ])('proposes nothing for "%s"', async (text) => {
    expect(await proposed(text)).toEqual([]);
  });

  it.each([
    ['bed to 50 pls → hmm go ten higher', heat('heater_bed', 60)],
    ['get rid of that keychain file i dont need anymore', call('delete_file', { path: 'keychain.gcode' })],
    ['Chauffe le plateau à 85 s’il te plaît', heat('heater_bed', 85)],
    [
      'I should like to carry out the PID calibration of the bed at 80 degrees',
      call('calibrate', { target_c: 80 }),
    ],
    ['list files → how long is the keychain → go', call('start_print', { path: 'keychain.gcode' })],
  ])('%s', async (turns, wanted) => {
    expect(await proposed(turns)).toEqual([wanted]);
  });

  it('is the printer that was meant', async () => {
    const red = { ...sceneSnapshot(), printerId: 'p2', name: 'Little Red' };
    const { calls } = await talk(['home workhorse. argh sorry i meant little red'], {
      snapshot: idle,
      others: [red],
    });
    expect(calls).toEqual([call('home', { printer: 'p2' })]);
  });

  it('sets the same heater of two printers', async () => {
    const red = { ...sceneSnapshot(), printerId: 'p2', name: 'Little Red' };
    const text = 'Set the nozzle to 210 on Workhorse and to 240 on Little Red, different filaments loaded.';
    const { calls } = await talk([text], { snapshot: idle, others: [red] });
    expect(calls).toEqual([
      call('set_temperature', { target_c: 210 }),
      call('set_temperature', { printer: 'p2', target_c: 240 }),
    ]);
  });
});

describe('a wish behind what is told', () => {
  it.each([
    ['warping again. bed to 70', heat('heater_bed', 70)],
    ['mesh is off since i moved the printer, do a new one', call('calibrate', { routine: 'bed_mesh' })],
  ])('%s', async (text, wanted) => {
    expect(await proposed(text)).toEqual([wanted]);
  });

  it('extrudes beside a clog', async () => {
    expect(await proposed('the nozzle looks clogged, extrude 20 mm', hot)).toEqual([
      call('filament', { action: 'extrude', length_mm: 20 }),
    ]);
  });

  it.each([
    ['corner lifted, whats the bed at', /^Bed/],
    ['klipper says max temp 285, can i go 290?', /above the limit of 285/],
    ['someone cancelled my print, who was it', /Who did it/],
  ])('%s', async (text, wanted) => {
    expect(await reply(text)).toMatch(wanted);
  });
});

describe('a setting of something else is no move, no heat and no speed', () => {
  it.each([
    ['set x current to 0.8', /printer\.cfg/],
    ['set the x endstop at 5', /printer\.cfg/],
    ['set x jerk 8', /printer\.cfg/],
    ['set bed size to 235', /printer\.cfg/],
    ['x stepper current to 0.6', /printer\.cfg/],
    ['scale x by 1.5', /slicer/],
    ['set z hop to 0.4', /slicer/],
    ['retract speed to 40', /slicer/],
    ['set layer height to 0.2', /slicer/],
    ['set shaper x to 52.4', /Which shaper/],
    ['the x shaper should be 55', /Which shaper/],
  ])('%s', async (text, wanted) => {
    const said = await talk([text], { snapshot: hot });
    expect(said.calls.map(({ tool }) => tool).filter((tool) => !tool.startsWith('get_'))).toEqual([]);
    expect(said.text).toMatch(wanted);
  });

  it.each([
    ['use mzv on x at 52 hz', call('calibrate', { shaper_x: 'mzv@52' })],
    ['nozzle 3 cm off the bed', call('move', { z_mm: 30, absolute: true })],
    ['drop z til its 0.2 above the bed', call('move', { z_mm: 0.2, absolute: true })],
    ['lift the nozzle 5 off the bed', call('move', { z_mm: 5 })],
  ])('%s', async (text, wanted) => {
    expect(await proposed(text, hot)).toEqual([wanted]);
  });
});

describe('never the opposite', () => {
  it.each(['heat everything', 'warm', 'switch to dark mode', 'set the language to swedish'])(
    '%s',
    async (text) => {
      expect(await proposed(text, hot)).toEqual([]);
    },
  );
});

describe('dialogues', () => {
  it.each([
    [
      'pid the bed, 70 → scratch that, the hotend, 220',
      call('calibrate', { routine: 'pid_extruder', target_c: 220 }),
    ],
    ['restart klipper would you → no, the whole pi i mean', call('restart', { target: 'host_reboot' })],
    ['what does PARK do exactly → run it', call('run_macro', { name: 'PARK' })],
    ['head to x50 y50 → and lift 30', call('move', { z_mm: 30 })],
    ['set the hotend to 410 please → oh sorry. Fahrenheit', heat('extruder', 210)],
    [
      'rename keychain.gcode to final.gcode → hmm no, black.gcode',
      call('manage_file', { path: 'keychain.gcode', to: 'black.gcode' }),
    ],
    ['i mean the bed. 40 degrees', heat('heater_bed', 40)],
  ])('%s', async (turns, wanted) => {
    expect(await proposed(turns)).toEqual([wanted]);
  });

  it.each([
    ['put bed on 130 pls → why not??', /above the limit/],
    ['delete the keychain → whats left', /4 files/],
    ['its way too loud, turn it down', /What is loud/],
  ])('%s', async (turns, wanted) => {
    expect(await reply(turns, turns.startsWith('its') ? printing : idle)).toMatch(wanted);
  });

  it.each([
    'Could you release the steppers, please? I should like to push the carriage aside myself.',
    'and now leave the nozzle hanging 30 mm above the plate',
  ])('%s', async (text) => {
    expect(await proposed(text)).toHaveLength(1);
  });
});
