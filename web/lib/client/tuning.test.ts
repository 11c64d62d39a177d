import './testing/runes.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
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

it('says what is in the way of measuring, as the gate would', () => {
  const told = (job: string, klippy = 'ready', stale = false) => {
    const snapshot = {
      ...{ printerId: 'p1', stale, observedAtMs: Date.now(), sensors: [] },
      ...{ job: { state: job }, klippy: { state: klippy } },
    } as unknown as PrinterSnapshot;
    return new Tuning('p1', { actions: [], snapshot: () => snapshot } as never, () => {}).hindrance;
  };
  expect([told('standby'), told('complete')]).toEqual([null, null]);
  expect([told('printing'), told('paused')]).toEqual([m.tuning_rests_print(), m.tuning_rests_print()]);
  expect(told('standby', 'shutdown')).toBe(m.tuning_rests_klipper());
  expect(told('standby', 'ready', true)).toBe(m.tuning_rests_contact());
});
