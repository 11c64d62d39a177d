import { expect, it } from 'vitest';
import { fixture } from '../../testing/fake-moonraker.ts';
import { createState, replaceStatus } from '../state.ts';
import { boardsOf } from './boards.ts';
import { fixedPartsOf } from './fixed.ts';

function boardsWith(objects: Record<string, unknown>) {
  const state = createState();
  replaceStatus(state, objects, 0);
  return boardsOf(state, fixedPartsOf(state).boardIds);
}

it('reads the load of a recorded board: (7 µs + 3 × 6 µs) of 2.5 ms', () => {
  expect(boardsWith(fixture('objects-idle'))).toEqual([{ id: 'mcu', name: 'mcu', load: 0.01, sentAgain: 0 }]);
});

it('tells boards apart, and a bad cable from the few bytes that every start sends twice', () => {
  const stats = { mcu_task_avg: 0.0006, mcu_task_stddev: 0.0003, bytes_write: 500_000 };
  const boards = boardsWith({
    mcu: { last_stats: { ...stats, bytes_retransmit: 9_999 } },
    'mcu toolhead': { last_stats: { ...stats, bytes_retransmit: 20_000 } },
    'mcu late': { mcu_version: 'not yet connected' },
  });
  expect(boards).toEqual([
    { id: 'mcu', name: 'mcu', load: 0.6, sentAgain: 0 },
    { id: 'mcu toolhead', name: 'toolhead', load: 0.6, sentAgain: 0.04 },
    { id: 'mcu late', name: 'late', load: null, sentAgain: 0 },
  ]);
});
