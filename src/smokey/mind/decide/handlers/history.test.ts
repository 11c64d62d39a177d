import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { sceneSnapshot, talk } from '../../testing/scene.ts';

beforeAll(warmBuiltinModel);

const answers = {
  list_files: { files: [{ path: 'vase.gcode' }, { path: 'benchy.gcode' }] },
  get_file: { est_time_s: 3000 },
  get_history: {
    jobs: [
      { file: 'benchy.gcode', outcome: 'completed', print_s: 1690, filament_mm: 3800 },
      { file: 'vase.gcode', outcome: 'error', print_s: 2455, filament_mm: 900 },
    ],
    totals: { jobs: 214, print_s: 1_843_200, filament_mm: 1_834_000 },
  },
};
const scene = { snapshot: sceneSnapshot(), answers };

describe('what was printed', () => {
  it.each([
    [['what failed lately', 'and what was the reason?'], /vase\.gcode[\s\S]*keeps no reason/],
    [['what failed lately', 'how long had it been running'], /vase\.gcode: error, 41 min/],
    [['how many of my prints failed'], /1 completed, 1 error/],
    [['how many hours has this machine run'], /512 h/],
    [['how much did the last print use'], /3\.8 m/],
  ])('is told: %s', async (turns, expected) => {
    const { text, calls } = await talk(turns, scene);
    expect(text).toMatch(expected);
    expect(calls).toEqual([]);
  });

  it('is printed again as the one before the last', async () => {
    const { calls } = await talk(['repeat the print from before the last one'], scene);
    expect(calls.map(({ tool, args }) => [tool, args.path])).toEqual([['start_print', 'vase.gcode']]);
  });
});

describe('a file that was just told of', () => {
  it.each(['do it', 'perfect, set that one off', 'ok print it'])('is meant by: %s', async (text) => {
    const { calls } = await talk(['how long is the vase', text], scene);
    expect(calls.map(({ tool, args }) => [tool, args.path])).toEqual([['start_print', 'vase.gcode']]);
  });

  it('is not printed where it is given a name', async () => {
    const { calls } = await talk(['call the vase a pot'], scene);
    expect(calls.map(({ tool, args }) => [tool, args.to])).toEqual([['manage_file', 'pot.gcode']]);
  });
});
