import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from './index.ts';
import { printingJob, sceneSnapshot, sensor, talk } from './testing/scene.ts';

const hot = [
  sensor('extruder', 'Nozzle', 'nozzle', 215.2, 215, 285),
  sensor('heater_bed', 'Bed', 'bed', 59.9, 60, 110),
];
const printing = sceneSnapshot({ job: printingJob, sensors: hot });

beforeAll(warmBuiltinModel);

describe('what is asked beside what is not to be touched is answered', () => {
  it.each([
    ['leave the heaters alone, i only want to know what theyre set to', /215/],
    [
      'dont touch it dont stop it i only want to see that both temps are where they should be',
      /215\.2.*59\.9/,
    ],
    ['leave the heaters alone, just what are we at', /Nozzle: 215/],
    ["don't stop it. it's not that much longer, is it?", /to go/],
    ['job 1 stays ON, op is standing next to it. need the pct, nothing else', /42 %/],
  ])('%s', async (text, expected) => {
    const { text: said, made } = await talk([text], { snapshot: printing });
    expect(said).toMatch(expected);
    expect(made.filter((tool) => !/^(?:list|get)_/.test(tool))).toEqual([]);
  });
});

describe('what leans on the message before', () => {
  it('"out of how many?" behind the layer', async () => {
    expect((await talk(['which layer are we on', 'out of how many?'], { snapshot: printing })).text).toMatch(
      /of \d+/,
    );
  });

  it('says once more what was put before the person, and what became of it', async () => {
    const turns = [
      { text: 'pause it', outcome: 'declined' },
      'sorry, wrong button. what were you asking me there?',
    ];
    const { text, made } = await talk(turns, { snapshot: printing });
    expect(text).toMatch(/approval.*pause_print.*Nothing/);
    expect(made).toEqual([]);
  });
});

it('that somebody is done for tonight is no time for anything', async () => {
  const { calls } = await talk(['kill the heat im done for tonight'], {
    snapshot: sceneSnapshot({ sensors: hot }),
  });
  expect(calls.map(({ tool }) => tool)).toEqual(['set_temperature']);
});

it('"kill this one" of a print that runs ends it, not the machine', async () => {
  const { calls } = await talk(['kill this one, corner is peeling up already'], { snapshot: printing });
  expect(calls.map(({ tool }) => tool)).toEqual(['cancel_print']);
});

describe('what was told or put right', () => {
  const tools = async (text: string, snapshot = sceneSnapshot()) =>
    (await talk([text], { snapshot })).calls.flatMap(({ tool, args }) =>
      tool === 'run_plan' ? (args.steps as { tool: string; args: object }[]) : [{ tool, args }],
    );

  it('what the box says is set when that is asked for', async () => {
    const text = 'the box says 220 for the nozzle and 65 for the bed. could you set those two temperatures?';
    const targets = (await tools(text)).map(({ args }) => (args as { target_c?: number }).target_c);
    expect(targets.sort()).toEqual([220, 65]);
  });

  it('a value that is not to be written is set live', async () => {
    expect(
      (await tools("PA to 0.06, don't write it to the config.", printing)).map(({ tool }) => tool),
    ).toEqual(['tune_print']);
  });

  it('somewhere to keep something is no saving of a calibration', async () => {
    const made = await tools("I need somewhere to keep this term's work. Make me a folder named term3.");
    expect(made.map(({ tool }) => tool)).toEqual(['manage_file']);
  });

  it('a loose thermistor is no case for trying, in however many clauses', async () => {
    const text =
      'thermistor wire is kinda loose but reads right if i wedge it with tape, ok to print like that?';
    const { text: said, calls } = await talk([text]);
    expect(said).toMatch(/^No, do not print.*fire/);
    expect(calls).toEqual([]);
  });

  it('"switch it off" behind a question about the supply is the supply', async () => {
    const powerDevices = [{ name: 'printer_psu', on: true }];
    const turns = ['is the psu on?', 'switch it off then, done for today'];
    const { calls } = await talk(turns, { snapshot: sceneSnapshot({ powerDevices }) });
    expect(JSON.stringify(calls)).toContain('printer_psu');
  });

  it('liquid on the electronics is no case for trying', async () => {
    const { text, calls } = await talk(['I have spilt coffee over the control board. May I switch it on?']);
    expect(text).toMatch(/do not switch it on.*plug/);
    expect(calls).toEqual([]);
  });
});
