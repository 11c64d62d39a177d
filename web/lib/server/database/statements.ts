import type SqliteDatabase from 'better-sqlite3';

/** As many as the program has kinds of queries, with room for lists of different lengths. */
const MOST_KEPT = 500;

/**
 * The same connection, whose statements are compiled once: the compiling takes longer than most queries. For drizzle
 * alone, which asks each text in one way only; it never leaves a statement half read.
 */
export function keepingStatements(client: SqliteDatabase.Database): SqliteDatabase.Database {
  const kept = new Map<string, SqliteDatabase.Statement>();
  const prepare = (source: string): SqliteDatabase.Statement => {
    const known = kept.get(source);
    if (known) return known;
    const made = client.prepare(source);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(source, made);
    return made;
  };
  return Object.create(client, { prepare: { value: prepare } }) as SqliteDatabase.Database;
}
