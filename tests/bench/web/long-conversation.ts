import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { startApp } from '../../support/app.ts';
import { registerWithPrinter } from '../../support/session.ts';
import { atMost, percentile } from '../bench.ts';
import { signedIn, type Part } from './page.ts';

const ROUNDS = 7;

/** Opening a conversation of 500 messages against one of 10: until its last message stands and the page is alive. */
export const longConversation: Part = async (browser) => {
  const app = await startApp();
  try {
    const { cookies } = await registerWithPrinter(app.url, app.setupCode, 'practice');
    const database = new SqliteDatabase(join(app.dataDirectory, 'cloud-print.sqlite'));
    for (const count of [10, 500]) insertConversation(database, count);
    database.close();
    const context = await signedIn(browser, app.url, cookies);
    const page = await context.newPage();
    const open = async (count: number): Promise<number> => {
      const started = performance.now();
      await Promise.all([page.waitForRequest(/\/api\/live/), page.goto(`${app.url}/chat/bench-${count}`)]);
      await page.getByText(`Answer ${count}:`).waitFor();
      return performance.now() - started;
    };
    const samples: Record<number, number[]> = { 10: [], 500: [] };
    for (const count of [10, 500]) await open(count);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const count of [10, 500]) samples[count]?.push(await open(count));
    }
    await context.close();
    const of = (count: number) => percentile(samples[count] ?? [], 0.5);
    return { '500 messages against 10, ms p50': atMost(of(500), of(10), 2) };
  } finally {
    await app.stop();
  }
};

const ANSWER =
  'Strings come from plastic that is **too runny**, or damp.\n\n1. Lower the nozzle by 5 °C.\n2. Dry it.\n';

function insertConversation(database: SqliteDatabase.Database, count: number): void {
  const { id: userId } = database.prepare('select id from user').get() as { id: string };
  const id = `bench-${count}`;
  const now = Date.now();
  database
    .prepare(
      'insert into conversation (id, user_id, title, printer_ids, created_at_ms, updated_at_ms) values (?, ?, ?, ?, ?, ?)',
    )
    .run(id, userId, `Bench ${count}`, '[]', now, now);
  const insert = database.prepare(
    'insert into message (id, conversation_id, sequence, role, parts_json, status, created_at_ms) values (?, ?, ?, ?, ?, ?, ?)',
  );
  for (let at = 1; at <= count; at += 1) {
    const [role, text] = at % 2 ? ['person', `Question ${at}?`] : ['smokey', `Answer ${at}: ${ANSWER}`];
    insert.run(`${id}-${at}`, id, at, role, JSON.stringify([{ type: 'text', text }]), 'done', now + at);
  }
}
