import './testing/runes.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SendMessage } from '#lib/contracts.ts';
import { ApiError } from './api.ts';
import { Outbox } from './outbox.svelte.ts';
import type { Unsent } from './unsent.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.useFakeTimers();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  vi.stubGlobal('window', { localStorage, addEventListener: () => {}, removeEventListener: () => {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const written = (id: string, conversationId: string | null = 'c1'): Unsent => ({
  ...{ id, conversationId, printerId: 'p1', text: `text of ${id}`, files: [], problem: null },
  writtenAtMs: Date.now(),
});
const failure = (status: number) => new ApiError(status, { cause: `cause ${status}`, remedy: 'remedy' });

/** A server that keeps each id once; `answers` are the failures it begins with. */
function serverWith(...failures: (ApiError | 'lost')[]) {
  const got: { id: string | null; message: SendMessage }[] = [];
  const stored: string[] = [];
  const send = (id: string | null, message: SendMessage) => {
    got.push({ id, message });
    const failed = failures.shift();
    if (failed && failed !== 'lost') return Promise.reject(failed);
    if (!stored.includes(message.id!)) stored.push(message.id!);
    if (failed === 'lost') return Promise.reject(failure(0));
    return Promise.resolve({ conversationId: id ?? 'c-new', messageId: message.id! });
  };
  return { got, stored, send };
}
const outboxOn = (send: ReturnType<typeof serverWith>['send'], link = { up: true }, userId = 'anna') => {
  const hasConversation = (id: string) => id !== 'deleted';
  const outbox = new Outbox({ userId, isLinked: () => link.up, hasConversation, send });
  outbox.follow();
  return outbox;
};
const idsIn = (outbox: Outbox, id: string | null = 'c1') => outbox.of(id).map((one) => one.id);

it('without a connection nothing is tried; when it is back all go out in their order, with how long they waited', async () => {
  const { got, send } = serverWith();
  const link = { up: false };
  const outbox = outboxOn(send, link);
  outbox.add(written('one'));
  outbox.add(written('two'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([got.length, idsIn(outbox)]).toEqual([0, ['one', 'two']]);
  link.up = true;
  await outbox.catchUp();
  expect(got.map(({ message }) => message.id)).toEqual(['one', 'two']);
  expect(got[0]?.message.waitedSeconds).toBe(60);
  expect([idsIn(outbox), kept.size]).toEqual([[], 0]);
});

it('over a reload it is kept, for this person alone', async () => {
  const link = { up: false };
  outboxOn(serverWith().send, link).add(written('one'));
  const { stored, send } = serverWith();
  expect(idsIn(outboxOn(send, link, 'bob'))).toEqual([]);
  const again = outboxOn(send, link);
  expect(idsIn(again)).toEqual(['one']);
  link.up = true;
  await again.catchUp();
  expect(stored).toEqual(['one']);
});

it('an answer that got lost: the same id is sent again, and what comes after it waits for it', async () => {
  const { got, stored, send } = serverWith('lost', failure(503));
  const outbox = outboxOn(send);
  outbox.add(written('one'));
  expect(outbox.mustWait('c1')).toBe(true);
  outbox.add(written('two'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(got.map(({ message }) => message.id)).toEqual(['one', 'one', 'one', 'two']);
  expect([stored, idsIn(outbox)]).toEqual([['one', 'two'], []]);
});

it('what was taken back, here or in another tab, is not sent', async () => {
  const { stored, send } = serverWith();
  const link = { up: false };
  const [here, there] = [outboxOn(send, link), outboxOn(send, link)];
  here.add(written('one'));
  here.add(written('two'));
  expect(here.takeBack('one')?.text).toBe('text of one');
  there.follow();
  expect(there.takeBack('one')).toBeNull();
  link.up = true;
  await here.catchUp();
  expect(stored).toEqual(['two']);
});

it('all that were written before a conversation began go to the same one', async () => {
  const { got, send } = serverWith();
  const link = { up: false };
  const outbox = outboxOn(send, link);
  const started: string[] = [];
  outbox.whenStarted((id) => started.push(id));
  outbox.add(written('one', null));
  outbox.add(written('two', null));
  link.up = true;
  await outbox.catchUp();
  expect(got.map(({ id }) => id)).toEqual([null, 'c-new']);
  expect(started).toEqual(['c-new']);
});

it('a refusal for good stays with its reason, lets others pass, and can be sent again', async () => {
  const { stored, send } = serverWith(failure(422));
  const outbox = outboxOn(send);
  outbox.add(written('one'));
  outbox.add(written('two'));
  await vi.advanceTimersByTimeAsync(0);
  expect(stored).toEqual(['two']);
  expect(outbox.of('c1')).toMatchObject([{ id: 'one', problem: { cause: 'cause 422', remedy: 'remedy' } }]);
  expect(outbox.mustWait('c1')).toBe(false);
  outbox.again('one');
  await vi.advanceTimersByTimeAsync(0);
  expect([stored, idsIn(outbox)]).toEqual([['two', 'one'], []]);
});

it('in a conversation that was deleted meanwhile, its words stand where a new one begins, and can begin it', async () => {
  const { got, stored, send } = serverWith(failure(404), failure(404));
  const outbox = outboxOn(send);
  outbox.add(written('one', 'deleted'));
  outbox.add(written('two', 'c1'));
  await vi.advanceTimersByTimeAsync(0);
  expect([idsIn(outbox, 'deleted'), idsIn(outbox, null), idsIn(outbox)]).toEqual([[], ['one'], ['two']]);
  outbox.again('one');
  await vi.advanceTimersByTimeAsync(0);
  expect([got.at(-1)?.id, stored]).toEqual([null, ['one']]);
});
