import { expect, it } from 'vitest';
import { readFromTop } from './from-top.ts';

/** A thread of 500 px, scrolled by so much, at whose end something of this height has come. */
function arrived(height: number, scrolledBy = 0) {
  const thread = {
    clientHeight: 500,
    scrollTop: scrolledBy,
    getBoundingClientRect: () => ({ top: 100 }),
    addEventListener: () => undefined,
  };
  const node = {
    offsetHeight: height,
    closest: () => thread,
    getBoundingClientRect: () => ({ top: 600 - height }),
  };
  readFromTop(node as unknown as HTMLElement);
  return thread.scrollTop;
}

it('what is higher than the thread begins at its upper edge', () => expect(arrived(900)).toBe(-424));
it('what fits stays at the end', () => expect(arrived(400)).toBe(0));
it('whoever has scrolled back stays there', () => expect(arrived(900, -300)).toBe(-300));
