import { expect, test, type Page } from '@playwright/test';
import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import type { ActionView, ChatPart } from '../../web/lib/contracts.ts';
import { chatStates, type ChatState } from '../screens/gallery/states.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const HOURS = 3;
const AGO_MS = HOURS * 3_600_000;
const iso = /^\d{4}-\d\d-\d\dT/;

/** The same as it was hours before. */
function hoursBefore<T>(value: T): T {
  const text = JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'string' && iso.test(one) ? new Date(Date.parse(one) - AGO_MS).toISOString() : one,
  );
  return JSON.parse(text) as T;
}

/** Puts a conversation of hours ago into the store, with its actions, and something said since. */
function remember(database: SqliteDatabase.Database, id: string, { messages, actions }: ChatState): void {
  const { id: userId } = database.prepare('select id from user').get() as { id: string };
  const { id: printerId } = database.prepare('select id from printer').get() as { id: string };
  const then = Date.now() - AGO_MS;
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const holders = names.map(() => '?').join(', ');
    database
      .prepare(`insert into ${table} (${names.join(', ')}) values (${holders})`)
      .run(...Object.values(row));
  };
  const printer_ids = JSON.stringify([printerId]);
  insert('conversation', {
    ...{ id, user_id: userId, title: id, printer_ids, created_at_ms: then, updated_at_ms: then },
  });
  const here = (part: ChatPart) => (part.type === 'tool' ? { ...part, printerId, args: {} } : part);
  const since = { role: 'person', parts: [{ type: 'text', text: 'thanks' }] };
  for (const [sequence, { role, parts }] of [...messages, since].entries()) {
    const parts_json = JSON.stringify(hoursBefore((parts as ChatPart[]).map(here)));
    const created_at_ms = sequence < messages.length ? then : Date.now();
    const message = { id: `${id}-${sequence}`, conversation_id: id, sequence, role, parts_json };
    insert('message', { ...message, status: 'done', created_at_ms });
  }
  for (const one of actions.filter(({ outcome }) => outcome)) insert('action', actionRow(one, printerId, id));
}

function actionRow(view: ActionView, printerId: string, conversationId: string): Record<string, unknown> {
  const { status, reason, decidedBy, outcome, summary, steps, hash, requestedBy, printerName } = view;
  const then = Date.now() - AGO_MS;
  const json = (value: unknown) => (value == null ? null : JSON.stringify(hoursBefore(value)));
  return {
    ...{
      id: view.id,
      printer_id: printerId,
      conversation_id: conversationId,
      status,
      reason: reason ?? null,
    },
    ...{
      created_at_ms: then,
      expires_at_ms: then + 300_000,
      decided_at_ms: then,
      decided_by: json(decidedBy),
    },
    proposal: json({
      ...{
        printerName,
        steps,
        hash,
        summary,
        requestedBy,
        fingerprint: {},
        deciders: { users: [], role: 'owner' },
      },
      ...{ toolCallId: null, turnId: null },
    }),
    outcome: json(outcome && { ...outcome, finishedAtMs: then }),
  };
}

/** What each card offers from then on. */
const CARDS: [state: string, label: RegExp, way: string | RegExp][] = [
  ['card-status', /^Status of/, 'Show it now'],
  ['card-print', /^Print in progress/, 'Show it now'],
  ['card-temperatures', /^Temperatures/, 'Show it now'],
  ['card-snapshot', /^Picture of the camera/, 'New picture'],
  ['card-file', /^File /, 'Ask again'],
  ['card-files', /^Files on the printer/, 'Ask again'],
  ['card-history', /^Last prints/, 'Ask again'],
  ['card-checklist', /^Before it prints/, 'Ask again'],
  ['card-findings', /^Finding: The disk is/, 'Ask again'],
  ['card-mesh', /^Bed mesh/, 'Ask again'],
  ['card-screws', /^Bed screws/, 'Ask again'],
  ['card-diff', /^Configuration changed/, 'Ask again'],
  ['card-resonance', /^Resonances/, /Open input shaping/],
];

test.describe('a conversation of three hours ago', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld();
    const database = new SqliteDatabase(join(world.app.dataDirectory, 'cloud-print.sqlite'));
    for (const [state] of CARDS) remember(database, state, chatStates[state]!);
    database.close();
  });
  test.afterAll(() => world?.stop());
  test.beforeEach(({ context }) => world.signIn(context));

  const card = async (page: Page, state: string, label: RegExp) => {
    await personOn(page).open(`${world.app.url}/chat/${state}`);
    return page.getByRole('log').getByRole('article', { name: label }).last();
  };

  for (const [state, label, way] of CARDS) {
    test(`${state}: tells its age, and leads to the present`, async ({ page }) => {
      const shown = await card(page, state, label);
      await expect(shown).toBeVisible();
      await expect(shown.locator('header .age')).toHaveText(/, [23]\sh(\s\d+\smin)? ago$/);
      const out = shown.getByRole('button', { name: way }).or(shown.getByRole('link', { name: way }));
      await expect(out).toBeVisible();
    });
  }

  test('what was true then stays, until the present is asked for', async ({ page }) => {
    const then = await card(page, 'card-print', /^Print in progress/);
    await expect(then).toContainText('62');
    await expect(then).toContainText('layer 25 of 40');
    await expect(then).toContainText(/to go, done at \d\d:\d\d/);
    await then.getByText('How I know').click();
    await expect(then).toContainText('Printed for 3 h 02 min so far. The slicer said 6 h 07 min');
    await expect(then).toContainText('This was true at');
    await then.getByRole('button', { name: 'Show it now' }).click();
    const now = page.getByRole('log').getByRole('article', { name: /^Status of/ });
    await expect(now.locator('header .age')).toHaveText('Live');
    await expect(now).toContainText('Idle');
  });
});
