import './testing/runes.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Tick } from '#lib/contracts.ts';
import { ApiError } from './api.ts';
import { Ticks } from './ticks.svelte.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  vi.stubGlobal('window', { localStorage });
  return () => vi.unstubAllGlobals();
});

const bed = (on: boolean, atMs: number): Tick => ({ list: 'call-1', item: 'bed', on, atMs });
const isOn = (ticks: Ticks) => ticks.has('call-1', 'bed');

/** A server that answers when the test says so; `null` is no answer. */
function slowServer() {
  const asked: { changes: readonly Tick[]; answer: (ticks: Tick[] | ApiError) => Promise<void> }[] = [];
  const send = (_id: string, changes: readonly Tick[]) =>
    new Promise<{ ticks: Tick[] }>((resolve, reject) => {
      asked.push({
        changes,
        answer: async (ticks) => {
          if (ticks instanceof ApiError) reject(ticks);
          else resolve({ ticks });
          await new Promise((done) => setTimeout(done));
        },
      });
    });
  return { asked, send };
}
const noAnswer = new ApiError(0, { cause: '', remedy: '' });

it('a tick shows at once, and is kept in the browser only until the server has it', async () => {
  const { asked, send } = slowServer();
  const ticks = new Ticks('c1', [], send);
  ticks.set('call-1', 'bed', true);
  expect([isOn(ticks), kept.size]).toEqual([true, 1]);
  await asked[0]?.answer([...asked[0].changes]);
  expect([isOn(ticks), kept.size]).toEqual([true, 0]);
});

it('offline it is kept, also over a reload, and sent later', async () => {
  const first = slowServer();
  new Ticks('c1', [], first.send).set('call-1', 'bed', true);
  await first.asked[0]?.answer(noAnswer);
  const { asked, send } = slowServer();
  const again = new Ticks('c1', [bed(false, 1)], send);
  expect(isOn(again)).toBe(true);
  void again.catchUp();
  expect(asked[0]?.changes).toMatchObject([{ list: 'call-1', item: 'bed', on: true }]);
  await asked[0]?.answer([...asked[0].changes]);
  expect([isOn(again), kept.size]).toEqual([true, 0]);
});

it('the other device was later: its word comes while ours is under way, and stays', async () => {
  const { asked, send } = slowServer();
  const ticks = new Ticks('c1', [], send);
  ticks.set('call-1', 'bed', true);
  const mine = asked[0]!.changes[0]!;
  ticks.take([{ ...mine, on: false, atMs: mine.atMs + 5 }]);
  await asked[0]?.answer([mine]);
  expect(isOn(ticks)).toBe(false);
});

it('what is ticked again while the first is under way is sent after it', async () => {
  const { asked, send } = slowServer();
  const ticks = new Ticks('c1', [], send);
  ticks.set('call-1', 'bed', true);
  ticks.set('call-1', 'bed', false);
  await asked[0]?.answer([...asked[0].changes]);
  expect(isOn(ticks)).toBe(false);
  expect(asked[1]?.changes).toMatchObject([{ on: false }]);
});

it('a refusal for good, as in a deleted conversation, is not sent again', async () => {
  const { asked, send } = slowServer();
  const ticks = new Ticks('c1', [], send);
  ticks.set('call-1', 'bed', true);
  await asked[0]?.answer(new ApiError(404, { cause: '', remedy: '' }));
  void ticks.catchUp();
  expect([asked.length, isOn(ticks), kept.size]).toEqual([1, false, 0]);
});
