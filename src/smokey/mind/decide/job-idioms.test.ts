import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../index.ts';
import { printingJob, sceneSnapshot, talk } from '../testing/scene.ts';

const printing = sceneSnapshot({ job: printingJob });
const paused = sceneSnapshot({ job: { ...printingJob, state: 'paused' } });
const idle = sceneSnapshot();

beforeAll(warmBuiltinModel);

const made = async (text: string, snapshot = printing) =>
  (await talk([text], { snapshot })).calls.map(({ tool }) => tool);

describe('roundabout words for the print that runs', () => {
  it.each([
    ["give it a breather, the nozzle's got a hair on it", printing, 'pause_print'],
    ["there's someone at the door, would you give the vase a rest till I'm back?", printing, 'pause_print'],
    ['right, as you were please', paused, 'resume_print'],
    ['all done, do let it get on', paused, 'resume_print'],
    ['corners lifted, ditch the part', paused, 'cancel_print'],
  ])('%s', async (text, snapshot, tool) => expect(await made(text, snapshot)).toEqual([tool]));

  it.each([
    ['would it harm the part if I let it have a rest?', printing],
    ['do not give it a breather', printing],
    ['as you were', idle],
    ['what happens if I ditch the part', printing],
  ])('nothing is wished by: %s', async (text, snapshot) => expect(await made(text, snapshot)).toEqual([]));
});
