import { describe, expect, it, vi } from 'vitest';
import { manualClock } from '../clock.ts';
import { createChanges } from './changes.ts';

const world = () => {
  const clock = manualClock();
  const changes = createChanges(clock);
  const told = vi.fn<() => void>();
  changes.subscribe(told);
  return { clock, changes, told };
};

describe('telling of changes', () => {
  it('tells of a printer that is heard but stands still, so that it is not taken for lost', () => {
    const { clock, changes, told } = world();
    changes.mark();
    clock.advance(0);
    expect(told).toHaveBeenCalledTimes(1);
    clock.advance(4_000);
    changes.remind();
    clock.advance(0);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('adds nothing to what is told anyway', () => {
    const { clock, changes, told } = world();
    changes.mark();
    clock.advance(0);
    for (let step = 0; step < 7; step++) {
      clock.advance(250);
      changes.remind();
    }
    clock.advance(0);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('tells at most four times a second', () => {
    const { clock, changes, told } = world();
    for (let step = 0; step < 100; step++) {
      changes.mark();
      clock.advance(10);
    }
    expect(told.mock.calls.length).toBeLessThanOrEqual(5);
  });
});
