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
    ['leave the heaters alone, just what are we at', /42 %/],
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
