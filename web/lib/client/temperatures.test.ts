import './testing/runes.ts';
import { afterEach, expect, it, vi } from 'vitest';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { Temperatures } from './temperatures.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();
const snapshot = {
  ...{ printerId: 'p1', stale: false },
  sensors: [{ id: 'heater_bed', celsius: 60, targetCelsius: 60 }],
} as unknown as PrinterSnapshot;

/** What the server has kept up to a second, the same value all the way. */
function storeUntil(endsAtMs: number, celsius: number) {
  const series = { id: 'heater_bed', label: 'Bed', kind: 'bed', endsAtMs, targetCelsius: [] };
  const body = [{ ...series, celsius: Array<number>(120).fill(celsius) }];
  const fetch = vi.fn(() => Promise.resolve(Response.json(body)));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}
const last = ({ lines }: Temperatures, count: number) => lines[0]?.celsius.slice(-count);

it('goes on second by second, and draws a short gap through', async () => {
  storeUntil(100_000, 50);
  const history = new Temperatures('p1');
  await history.load(signal);
  history.take(snapshot, 103_000);
  expect(last(history, 4)).toEqual([50, 60, 60, 60]);
});

it('after a gap of the page the server tells what was measured meanwhile', async () => {
  storeUntil(100_000, 50);
  const history = new Temperatures('p1');
  await history.load(signal);
  const fetch = storeUntil(400_000, 55);
  history.take(snapshot, 400_000);
  await vi.waitFor(() => expect(last(history, 1)).toEqual([55]));
  history.take(snapshot, 401_000);
  expect(last(history, 2)).toEqual([55, 60]);
  expect(fetch).toHaveBeenCalledOnce();
});

it('what the server does not know either stays empty, and is asked for once', async () => {
  const fetch = storeUntil(100_000, 50);
  const history = new Temperatures('p1');
  await history.load(signal);
  history.take(snapshot, 160_000);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  await new Promise((done) => setTimeout(done));
  history.take(snapshot, 161_000);
  expect(last(history, 3)).toEqual([null, null, 60]);
  expect(fetch).toHaveBeenCalledTimes(2);
});
