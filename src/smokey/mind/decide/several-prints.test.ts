import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../index.ts';
import { printingJob, sceneSnapshot, talk } from '../testing/scene.ts';

beforeAll(warmBuiltinModel);

const PATHS = ['vase.gcode', 'calibration_cube.gcode', 'benchy.gcode', 'gears/planet_gear.gcode'];
const answers = {
  list_files: { files: PATHS.map((path) => ({ path })) },
  get_file: { est_time_s: 3000 },
  get_queue: {
    jobs: [
      { job_id: 'a', path: 'vase.gcode' },
      { job_id: 'b', path: 'benchy.gcode' },
    ],
  },
};

async function done(job: typeof printingJob | null, ...turns: string[]) {
  const snapshot = sceneSnapshot(job ? { job } : {});
  const { calls, text } = await talk(turns, { snapshot, answers });
  const steps = calls.flatMap(({ tool, args }) =>
    Array.isArray(args.steps) ? (args.steps as typeof calls) : [{ tool, args }],
  );
  const shown = steps.map(({ tool, args }) =>
    [tool, args.path, args.action, args.paths, args.job_ids, args.heater].filter(Boolean).join(' '),
  );
  return { text, shown };
}

describe('prints one after the other', () => {
  it.each([
    [
      'print the cube and then the benchy',
      ['start_print calibration_cube.gcode', 'manage_queue add benchy.gcode'],
    ],
    [
      'print benchy, then cube, then vase',
      ['start_print benchy.gcode', 'manage_queue add calibration_cube.gcode,vase.gcode'],
    ],
    ['print the planet gear', ['start_print gears/planet_gear.gcode']],
  ])('%s', async (text, shown) => expect((await done(null, text)).shown).toEqual(shown));
});

describe('what waits in the queue', () => {
  it.each([
    ['nvm the vase, take it off the list', ['manage_queue remove a']],
    ['remove everything except benchy from the queue', ['manage_queue remove a']],
    ['drop the last one in the queue', ['manage_queue remove b']],
    ['clear all the jobs waiting', ['manage_queue remove a,b']],
    ['take it off the list', []],
  ])('%s', async (text, shown) => expect((await done(null, text)).shown).toEqual(shown));

  it.each([
    ['take benchy out', ['manage_queue remove b']],
    ['add the cube to it', ['manage_queue add calibration_cube.gcode']],
    ['ok start it', ['manage_queue start']],
  ])('is meant by what follows a look at it: %s', async (text, shown) =>
    expect((await done(null, 'what is in the queue', text)).shown).toEqual(shown),
  );
});

describe('a wish behind a cancelled print', () => {
  it('is meant for a printer that no longer prints', async () =>
    expect((await done(printingJob, 'cancel it and turn off the heaters')).shown).toEqual([
      'cancel_print',
      'set_temperature all',
    ]));

  it('starts nothing on a bed that is not clear', async () => {
    const { shown, text } = await done(printingJob, 'cancel it and start the cube');
    expect(shown).toEqual(['cancel_print']);
    expect(text).toContain('Clear it');
  });
});
