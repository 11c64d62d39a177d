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
const paused = sceneSnapshot({ job: { ...printingJob, state: 'paused' }, sensors: hot });
const shutdown = sceneSnapshot({ klippy: { state: 'shutdown', message: 'Timer too close' } });

beforeAll(warmBuiltinModel);

/** The last answer of a talk: what it says and what it proposes, plans opened. */
async function answer(turns: string[], snapshot = idle) {
  const said = await talk(turns, { snapshot });
  const calls = said.calls.flatMap((call) =>
    call.tool === 'run_plan' ? (call.args.steps as { tool: string; args: object }[]) : [call],
  );
  return { text: said.text, calls };
}

describe('short questions are answered from the live state', () => {
  it.each([
    ['may I touch the plate?', printing, /^No: benchy.*59\.9 °C/],
    ['would I burn myself on the nozzle', idleHot, /^No.*215\.2 °C/],
    ['ok to grab it now?', idle, /^Yes.*22\.4 °C/],
    ['darf man das Bett anfassen?', idleHot, /^Nein.*59,9 °C/],
    ['could we start something now', shutdown, /shutdown.*Timer too close/],
    ['can we print yet', paused, /paused at 42/],
    ['may I start a print', printing, /^Not now.*42/],
    ['good to go?', idle, /ready|Yes/],
    ['can I remove the part', printing, /not finished \(42/],
    ['how come it is this slow', printing, /100 % of the sliced speed/],
    ['who switched the heaters on?', idleHot, /cannot see/],
    ['has it crashed', printing, /42 % done/],
  ])('%s', async (text, snapshot, expected) => {
    const { text: said, calls } = await answer([text], snapshot);
    expect(said).toMatch(expected);
    expect(calls).toEqual([]);
  });
});

describe('what only asks what would be changes nothing', () => {
  it.each([
    'what would happen if I switched the bed heater off now',
    'might it be wise to pause',
    'do you reckon we should slow it down',
    'would lowering the fan to 30 help',
    'I am tempted to cancel it',
    'should we stop it',
    'Borde jag avbryta den?',
    'Sollte ich den Druck pausieren?',
    'Imagine, in theory, that I pulled the filament: what would the part look like?',
  ])('%s', async (text) => {
    expect((await answer([text], printing)).calls).toEqual([]);
  });

  it('and is done when the person then says so', async () => {
    expect((await answer(['should I pause it?', 'do it'], printing)).calls).toEqual([
      { tool: 'pause_print', args: {} },
    ]);
  });
});

describe('a wish that waits is never done at once', () => {
  it.each([
    'pause when you get to layer 120',
    'hold it after this layer',
    'cancel it at 60 %',
    'switch everything off once it is through',
    'fan to 20 percent after layer 90',
    'turn the bed down to 50 in twenty minutes',
    'cool the nozzle down at 18:30',
    'raise the speed to 120 later',
    'Pausa efter nästa lager',
    'Pausiere bei Schicht 100',
    'Pausa la impresión en la capa 100',
    'Mets en pause à la couche 100',
  ])('%s', async (text) => {
    const { calls, text: said } = await answer([text], printing);
    expect(calls).toEqual([]);
    expect(said.length).toBeGreaterThan(20);
  });

  it('"for ten minutes" is how long, not when', async () => {
    const { calls } = await answer(['heat the bed to 60 for ten minutes']);
    expect(calls).toEqual([
      { tool: 'set_temperature', args: { heater: 'heater_bed', target_c: 60, off_after_min: 10 } },
    ]);
  });
});

const heats = (heater: string, target: number) => [
  { tool: 'set_temperature', args: { heater, target_c: target } },
];
const tunes = (args: object) => [{ tool: 'tune_print', args }];

describe('what is said not to be meant is left out', () => {
  it.each([
    ['make the nozzle 225, but keep the bed as it is', heats('extruder', 225)],
    ['bed to 65, not the nozzle', heats('heater_bed', 65)],
    ['speed to 90 and do not touch the fan', tunes({ speed_pct: 90 })],
    ['set the flow to 97 rather than the speed', tunes({ flow_pct: 97 })],
    ['not the bed, the nozzle: 220', heats('extruder', 220)],
  ])('%s', async (text, calls) => {
    expect((await answer([text], printing)).calls).toEqual(calls);
  });

  it('the file that stands last in a correction of several steps', async () => {
    expect((await answer(['print benchy, no wait, sorry, the cube'])).calls).toEqual([
      { tool: 'start_print', args: { path: 'calibration_cube.gcode' } },
    ]);
  });

  it('"without the bed" and "all but z"', async () => {
    expect((await answer(['preheat for PETG without the bed'])).calls).toEqual(heats('extruder', 235));
    expect((await answer(['home everything but not z'])).calls).toEqual([
      { tool: 'home', args: { axes: 'xy' } },
    ]);
  });
});

describe('follow-ups', () => {
  it.each([
    [['bed to 62', 'make that 3 hotter'], heats('heater_bed', 65)],
    [['speed 130', 'a touch less'], tunes({ speed_pct: 120 })],
    [['what is the flow at', 'put it at 96'], tunes({ flow_pct: 96 })],
    [['flow at 96', 'and the speed as well'], tunes({ speed_pct: 96 })],
    [['fan to 80', 'actually half'], tunes({ fan_pct: 50 })],
    [['raise it by 0.03', 'a bit more'], tunes({ z_adjust_mm: 0.03 })],
    [['speed 140', 'back to normal please'], tunes({ speed_pct: 100 })],
  ])('%j', async (turns, calls) => {
    expect((await answer(turns, printing)).calls).toEqual(calls);
  });

  it('take the counterpart, and leave out what is taken back', async () => {
    expect((await answer(['heaters off', 'not the nozzle'], idleHot)).calls).toEqual(heats('heater_bed', 0));
    expect(
      (await answer(['which files are there', 'print phone_stand_v2', 'no, the other one'])).calls,
    ).toEqual([]);
  });

  it.each([
    ['calibrate the input shaper', 'my PLA is warping'],
    ['bed mesh', 'the vase came out well'],
    ['preheat for pla', 'my corners lift'],
    ['home', 'this spool smells odd'],
  ])('a new matter after "%s" is no follow-up: %s', async (before, after) => {
    expect((await answer([before, after])).calls).toEqual([]);
  });
});

describe('homing and macros', () => {
  const unhomed = sceneSnapshot({ toolhead: { ...idle.toolhead, homedAxes: '' } });
  it('homes all when Z is wanted and X and Y are unknown', async () => {
    expect((await answer(['home z'], unhomed)).calls).toEqual([{ tool: 'home', args: {} }]);
    expect((await answer(['home z'])).calls).toEqual([{ tool: 'home', args: { axes: 'z' } }]);
  });
  it('homes before a macro that only drives', async () => {
    expect((await answer(['run the parking thing'], unhomed)).calls).toEqual([
      { tool: 'home', args: {} },
      { tool: 'run_macro', args: { name: 'PARK' } },
    ]);
  });
});

describe('attachments of earlier messages', () => {
  it('"upload it" finds what came before, by its id', async () => {
    const said = await talk(
      ['look what I made\n[attached: knob.gcode (gcode, 10 bytes)]', 'hm, how hot is the bed?', 'upload it'],
      {
        attachments: [
          { id: 'att_3', name: 'knob.gcode', kind: 'gcode', size_bytes: 10, from_earlier_message: true },
        ],
      },
    );
    expect(said.calls).toEqual([
      { tool: 'create_upload', args: { name: 'knob.gcode', attachment_id: 'att_3', size_bytes: 10 } },
    ]);
  });
});
