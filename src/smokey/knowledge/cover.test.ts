import { expect, it } from 'vitest';
import { searchKnowledge } from './search.ts';

it.each([
  'been away a week. where abouts did we leave that vase',
  'my mum needs the kitchen table in two hours and wonders whether this boat will be ready by then',
])('no topic is told that speaks of next to nothing that was said: %s', (text) =>
  expect(searchKnowledge(text)).toEqual([]),
);

it('what burns is told on few words', () =>
  expect(searchKnowledge('The handout says to hit the emergency stop if anybody sees smoke')[0]?.id).toMatch(
    /^(?:fire-safety|emergency-stop)$/,
  ));
