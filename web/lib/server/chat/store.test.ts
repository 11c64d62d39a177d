import { expect, it } from 'vitest';
import { openDatabase } from '../database/open.ts';
import { createChatStore } from './store.ts';

it('a write that need not wait for the disk leaves the next ones waiting, also when it fails', () => {
  const { database, close } = openDatabase(':memory:');
  const store = createChatStore(database);
  const forced = () => database.$client.pragma('synchronous', { simple: true });
  const [FULL, NORMAL] = [2, 1];
  expect(forced()).toBe(FULL);
  expect(store.unforced(forced)).toBe(NORMAL);
  expect(forced()).toBe(FULL);
  expect(() =>
    store.unforced(() => {
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  expect(forced()).toBe(FULL);
  close();
});
