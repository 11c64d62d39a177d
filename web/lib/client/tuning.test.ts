import './testing/runes.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { Tuning } from './tuning.svelte.ts';

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ status: 'done', text: 'Saved.' })));
  return () => vi.unstubAllGlobals();
});

it('is not free, and says nothing, before the page knows what the last click has left', async () => {
  let arrived = () => {};
  let asked = false;
  const reload = () => {
    asked = true;
    return new Promise<void>((resolve) => (arrived = resolve));
  };
  const tuning = new Tuning('p1', { actions: [] } as never, reload);
  const click = tuning.click('save', 'save_calibration');
  await vi.waitFor(() => expect(asked).toBe(true));
  expect(tuning.free).toBe(false);
  expect(tuning.said).toEqual({});
  arrived();
  await click;
  expect(tuning.free).toBe(true);
  expect(tuning.said.save).toEqual({ tone: 'good', text: 'Saved.' });
});
