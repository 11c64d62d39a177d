import SqliteDatabase from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { openDatabase } from './open.ts';
import { serverSetting } from './schema/index.ts';
import { keepingStatements } from './statements.ts';

it('compiles the text of a query once, whatever is asked with it', () => {
  const client = new SqliteDatabase(':memory:');
  const prepare = vi.spyOn(client, 'prepare');
  const keeping = keepingStatements(client);
  expect(keeping.prepare('select ? as it').get(1)).toEqual({ it: 1 });
  expect(keeping.prepare('select ? as it').get(2)).toEqual({ it: 2 });
  expect(prepare).toHaveBeenCalledOnce();
  for (let other = 0; other < 2_000; other += 1) keeping.prepare(`select ${other}`);
  expect(keeping.prepare('select ? as it').get(3)).toEqual({ it: 3 });
  client.close();
});

it('a table that was changed meanwhile is read as it is now, and what fails leaves nothing behind', () => {
  const { database, close } = openDatabase(':memory:');
  const find = () => database.select().from(serverSetting).where(eq(serverSetting.name, 'a')).get();
  const add = () => database.insert(serverSetting).values({ name: 'a', valueJson: 1 }).run();
  expect(find()).toBeUndefined();
  expect(() =>
    database.transaction(() => {
      add();
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(find()).toBeUndefined();
  add();
  expect(add).toThrow(/UNIQUE/);
  database.$client.exec('alter table server_setting add column more text');
  expect(find()).toMatchObject({ name: 'a', valueJson: 1 });
  expect(add).toThrow(/UNIQUE/);
  close();
});
