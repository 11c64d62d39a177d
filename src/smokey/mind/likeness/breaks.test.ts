import { expect, it } from 'vitest';
import { withBreaks } from './breaks.ts';
import { learn, learning, type Lesson } from './learn.ts';

const lessons: Lesson[] = Array.from({ length: 900 }, (_, at) => ({
  class: `c${at % 3}`,
  features: new Map([
    [`w${at % 7}`, 1],
    [`c${at % 3}`, 1],
  ]),
}));

it('what is learned with breaks is what is learned at once, and others get their turn in between', async () => {
  const course = { rounds: 2, rate: 1, decay: 0.1, averaged: 1, doubt: 0 };
  let turns = 0;
  let over = false;
  const take = () => {
    turns += 1;
    if (!over) setImmediate(take);
  };
  setImmediate(take);
  const slowly = await withBreaks(learning(lessons, course));
  over = true;
  expect(slowly).toEqual(learn(lessons, course));
  expect(turns).toBeGreaterThanOrEqual(8);
});
