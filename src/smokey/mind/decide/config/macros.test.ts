import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { sceneSnapshot, talk } from '../../testing/scene.ts';

const MACROS = [
  { name: 'PARTY_MODE', description: 'Rainbow lights', params: [] },
  { name: 'LOAD_FILAMENT', description: 'Feeds 80 mm of filament', params: [] },
  { name: 'PARK', description: 'Parks the head', params: [] },
  { name: 'WARM_UP', description: 'Heats', params: ['BED', 'EXTRUDER'] },
];
const CONFIG = `[gcode_macro PARTY_MODE]
description: Rainbow lights
gcode:
    SET_LED LED=case RED=1

[gcode_macro LOAD_FILAMENT]
description: Feeds 80 mm of filament
gcode:
    M83
    G1 E80 F300
`;
const answers = { get_config: { text: CONFIG, sha256: 'a'.repeat(64), files: ['printer.cfg'] } };

beforeAll(warmBuiltinModel);

const ask = (...turns: string[]) => talk(turns, { snapshot: sceneSnapshot({ macros: MACROS }), answers });
const edits = (calls: { tool: string; args: Record<string, unknown> }[]) =>
  calls.map(({ tool, args }) => [tool, args.section, args.set]);

describe('a macro is written from what it shall do', () => {
  it.each([
    ['I would like a button called NIGHT that switches every heater off', 'NIGHT', 'TURN_OFF_HEATERS'],
    [
      'define a macro by the name of WARM which sets 240 on the hotend and 80 on the bed',
      'WARM',
      'M104 S240\nM140 S80',
    ],
    [
      'one command for the end: a macro, SHUT_SHOP, which parks the head and takes all heat away',
      'SHUT_SHOP',
      'PARK\nTURN_OFF_HEATERS',
    ],
    ['make me a macro called SHOW that runs PARTY_MODE', 'SHOW', 'PARTY_MODE'],
    ['add a macro HELP: home, then SCREWS_TILT_CALCULATE', 'HELP', 'G28\nSCREWS_TILT_CALCULATE'],
  ])('%s', async (text, name, gcode) => {
    expect(edits((await ask(text)).calls)).toEqual([['edit_config', `gcode_macro ${name}`, { gcode }]]);
  });

  it('works after a restart, and that is said when it is asked', async () => {
    const { text, calls } = await ask(
      'add a macro called NIGHT that turns the heaters off',
      'does it work straight away?',
    );
    expect(text).toMatch(/restart/);
    expect(calls).toEqual([]);
  });
});

describe('a macro is taken out of the configuration with its heading', () => {
  const gone = ['edit_config', 'gcode_macro PARTY_MODE', { description: null, gcode: null }];
  it.each([
    'take PARTY_MODE out of the config',
    'that PARTY_MODE macro has outstayed its welcome, I would be obliged if it vanished from the configuration',
  ])('%s', async (text) => expect(edits((await ask(text)).calls)).toEqual([gone]));

  it('not where it is to stay, and not where it is only run', async () => {
    expect((await ask('do not remove the PARTY_MODE macro')).calls).toEqual([]);
    expect((await ask('PARTY_MODE please')).calls.map(({ tool }) => tool)).toEqual(['run_macro']);
  });
});

describe('what a macro does is told with its lines', () => {
  it.each([
    [['that PARTY_MODE button, what does it do if I press it'], 'SET_LED'],
    [['have we a macro that feeds filament in?'], '80 mm'],
    [['have we a macro that feeds filament in?', 'and how many millimetres does it push?'], 'G1 E80'],
  ])('%j', async (turns, expected) => {
    const { text, calls } = await ask(...turns);
    expect(text).toContain(expected);
    expect(calls).toEqual([]);
  });
});

describe('a macro that is to be changed or read is not run', () => {
  it.each([
    ['make PARTY_MODE park the head too', { gcode: 'SET_LED LED=case RED=1\nPARK' }],
    ['put a home at the start of PARTY_MODE', { gcode: 'G28\nSET_LED LED=case RED=1' }],
    [
      'rename the macro PARTY_MODE to DISCO',
      {
        description: null,
        gcode: null,
        '[gcode_macro DISCO] description': 'Rainbow lights',
        '[gcode_macro DISCO] gcode': 'SET_LED LED=case RED=1',
      },
    ],
  ])('%s', async (text, set) => {
    expect(edits((await ask(text)).calls)).toEqual([['edit_config', 'gcode_macro PARTY_MODE', set]]);
  });

  it.each([
    'change PARTY_MODE so that it is blue instead',
    'show me the code of PARTY_MODE',
    'can I see what is inside the PARTY_MODE macro?',
  ])('%s', async (text) => {
    const { calls, text: said } = await ask(text);
    expect(calls).toEqual([]);
    expect(said).toContain('SET_LED');
  });

  it('where its name comes after what it shall do', async () => {
    const { calls } = await ask('write a macro that homes and then parks', 'call it GO_HOME');
    expect(edits(calls)).toEqual([['edit_config', 'gcode_macro GO_HOME', { gcode: 'G28\nPARK' }]]);
  });

  it.each(['WARM_UP BED=60 EXTRUDER=215', 'run WARM_UP with bed 60 and extruder 215'])('%s', async (text) => {
    expect((await ask(text)).calls.map(({ tool, args }) => [tool, args.params])).toEqual([
      ['run_macro', { BED: 60, EXTRUDER: 215 }],
    ]);
  });
});
