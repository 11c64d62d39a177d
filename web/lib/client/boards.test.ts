import { expect, it } from 'vitest';
import { boardWords } from './boards.ts';

const main = { id: 'mcu', name: 'mcu', load: 0.02, sentAgain: 0 };
const head = { id: 'mcu toolhead', name: 'toolhead', load: 0.01, sentAgain: 0 };

it('says what board load means, which board is busy, and whose cable is bad', () => {
  expect(boardWords([main, head])).toMatch(/plenty left/);
  expect(boardWords([main, { ...head, load: 0.71 }])).toMatch(/^toolhead has little time left/);
  expect(boardWords([{ ...main, sentAgain: 0.034 }])).toMatch(/^3\s% of what is sent to Mainboard .* twice/);
});

it('says nothing of boards that tell nothing', () => {
  expect(boardWords([])).toBe('');
  expect(boardWords([{ ...main, load: null }])).toBe('');
});
