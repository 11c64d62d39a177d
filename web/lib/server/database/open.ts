import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema/index.ts';
import { keepingStatements } from './statements.ts';

export type Database = BetterSQLite3Database<typeof schema> & { $client: SqliteDatabase.Database };

/**
 * Opens the one database connection and brings the tables up to date. `:memory:` works for tests.
 * Throws when the file cannot be written or a migration fails.
 */
export function openDatabase(file: string): { database: Database; close: () => void } {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const client = new SqliteDatabase(file);
  for (const pragma of PRAGMAS) client.pragma(pragma);
  const database = Object.assign(drizzle({ client: keepingStatements(client), schema }), { $client: client });
  migrate(database, { migrationsFolder: migrationsFolder() });
  return { database, close: () => client.close() };
}

const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

const WITHIN_THE_REPOSITORY = join('web', 'lib', 'server', 'database', 'migrations');

/** The same folder from the source and from `build/server/…`: looked for upwards, then from where we were started. */
function migrationsFolder(): string {
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, WITHIN_THE_REPOSITORY);
      if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`The database migrations are missing. They belong in ${WITHIN_THE_REPOSITORY}.`);
}
