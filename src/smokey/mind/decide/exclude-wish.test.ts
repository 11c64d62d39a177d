import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../index.ts';
import { printingJob, sceneSnapshot, talk } from '../testing/scene.ts';

beforeAll(warmBuiltinModel);

const objects = ['KEYCHAIN_1', 'KEYCHAIN_2', 'KEYCHAIN_3'];
const snapshot = sceneSnapshot({ job: { ...printingJob, objects } });

/** The objects left out, or the other tools that were called. */
async function leftOut(...turns: string[]): Promise<string[]> {
  const { calls } = await talk(turns, { snapshot });
  return calls
    .flatMap(({ tool, args }) =>
      Array.isArray(args.steps) ? (args.steps as typeof calls) : [{ tool, args }],
    )
    .map(({ tool, args }) => String(args.object ?? tool));
}

describe('single objects of a print', () => {
  it.each([
    ['the second one is coming loose, skip it', ['KEYCHAIN_2']],
    ["keychain_2's toast, carry on with the rest", ['KEYCHAIN_2']],
    ["don't print keychain_3 any more", ['KEYCHAIN_3']],
    ['drop the first and last one', ['KEYCHAIN_1', 'KEYCHAIN_3']],
    ['skip all but the first', ['KEYCHAIN_2', 'KEYCHAIN_3']],
    ['number two let go of the plate, finish 1 and 3 please', ['KEYCHAIN_2']],
  ])('are left out: %s', async (text, expected) => expect(await leftOut(text)).toEqual(expected));

  it.each([
    "don't skip keychain_2",
    'should I skip keychain 2?',
    'the middle one has failed',
    'skip 1, 2 and 3',
  ])('are not by: %s', async (text) => expect(await leftOut(text)).toEqual([]));

  it('are left out by "skip it" after one was told to have failed', async () =>
    expect(await leftOut('the middle one has failed', 'skip it')).toEqual(['KEYCHAIN_2']));

  it('another wish beside it is carried out as it is', async () =>
    expect(await leftOut('pause, the second one came off')).toEqual(['pause_print']));
});
