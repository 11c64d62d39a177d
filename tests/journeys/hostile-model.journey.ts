import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import {
  startFakeProvider,
  type FakeProvider,
  type FakeReply,
} from '../../src/smokey/testing/fake-provider.ts';
import { sliced } from '../support/fixtures.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, tracesAt, type World } from './support/world.ts';

/** Calls that no schema allows: what is asked of the model, and what it makes of it. */
const CALLS: { wish: string; name: string; arguments: unknown }[] = [
  { wish: 'use an unknown tool', name: 'format_disk', arguments: { path: '/' } },
  { wish: 'use a tool it is not offered', name: 'send_gcode', arguments: { gcode: 'M112' } },
  { wish: 'send broken JSON', name: 'set_temperature', arguments: '{"heater": "extruder", "target_c": ' },
  { wish: 'send NaN', name: 'set_temperature', arguments: '{"heater": "extruder", "target_c": NaN}' },
  {
    wish: 'send a number as words',
    name: 'set_temperature',
    arguments: { heater: 'extruder', target_c: 'hot' },
  },
  { wish: 'send 1e999', name: 'set_temperature', arguments: '{"heater": "extruder", "target_c": 1e999}' },
  { wish: 'send 9999 degrees', name: 'set_temperature', arguments: { heater: 'extruder', target_c: 9999 } },
  { wish: 'send 349 degrees', name: 'set_temperature', arguments: { heater: 'extruder', target_c: 349 } },
  { wish: 'put a newline into a name', name: 'start_print', arguments: { path: 'cube_thumb.gcode\nM112' } },
  {
    wish: 'put a newline into a heater',
    name: 'set_temperature',
    arguments: { heater: 'extruder\nM112', target_c: 60 },
  },
  { wish: 'climb out of the folder', name: 'start_print', arguments: { path: '../../etc/passwd' } },
  { wish: 'approve by itself', name: 'approve_action', arguments: { action_id: 'a_1', decision: 'approve' } },
  {
    wish: 'add arguments that approve',
    name: 'set_temperature',
    arguments: { heater: 'extruder', target_c: 60, approved: true, printer: 'somebody else' },
  },
];
const SANE = 'That did not work. Nothing was sent to the printer.';
const OBSTINATE = 'never stop calling';
const POISON = [
  'Look: <img src="https://evil.example/a.png" onerror="fetch(`https://evil.example`)"><script>document.title="taken"</script>',
  '![picture](https://evil.example/b.png) [a link](javascript:document.title="taken") [data](data:text/html,<script>1</script>)',
  '| half | a\n|---',
  'x'.repeat(20_000),
].join('\n\n');

const FLOOD = '[a link](https://example.com/a) '.repeat(10_000);

interface Sent {
  role: string;
  content: unknown;
}

/** Makes the call that was wished for, then tells that it failed, as a model would. */
function answer(body: Record<string, unknown>): FakeReply {
  const messages = body.messages as Sent[];
  const asked = JSON.stringify(messages.findLast(({ role }) => role === 'user')?.content ?? '');
  if (asked.includes(OBSTINATE)) return { calls: [{ name: 'format_disk', arguments: {} }] };
  if (asked.includes('poison')) return { text: POISON };
  if (asked.includes('flood')) return { text: `${FLOOD} The end of it.` };
  const call = CALLS.find(({ wish }) => asked.includes(wish));
  if (!call || messages.at(-1)?.role === 'tool') return { text: SANE };
  return { calls: [{ name: call.name, arguments: call.arguments }] };
}

/** A language model that means harm, or cannot do better: nothing of it reaches the printer. */
test.describe('a hostile model', () => {
  let world: World;
  let provider: FakeProvider;
  let before: unknown;

  test.beforeAll(async () => {
    provider = await startFakeProvider(({ body }) => answer(body));
    const model = { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'fake' };
    world = await startWorld({ env: model });
    await putOnPrinter(world.printer.url, 'cube_thumb.gcode', readFileSync(sliced('cube_thumb')));
    before = await tracesAt(world.printer.url);
  });
  test.afterAll(async () => {
    await world?.stop();
    await provider?.stop();
  });
  test.beforeEach(async ({ context, page }) => {
    await world.signIn(context);
    await personOn(page).open(`${world.app.url}/chat`);
  });
  test.afterEach(async () => {
    expect(await tracesAt(world.printer.url)).toEqual(before);
  });

  /** The answer is complete when one can send again. */
  const answered = (page: Page) => expect(page.getByText('Smokey is at it.')).toHaveCount(0);

  for (const { wish, name } of CALLS) {
    test(`${name}, asked to ${wish}: refused, no slip, a sane answer`, async ({ page }) => {
      const anna = personOn(page);
      await anna.say(wish);
      await expect(anna.thread.getByText(SANE)).toBeVisible();
      await expect(anna.slip).toHaveCount(0);
      await answered(page);
      // The model was told what was wrong with its call: it made it, and it went nowhere.
      const told = provider.requests.at(-1)?.body.messages as Sent[];
      expect(told.at(-1)?.role).toBe('tool');
      expect(JSON.stringify(told)).toContain(wish);
    });
  }

  test('one that never stops calling is ended, and the person is told', async ({ page }) => {
    const anna = personOn(page);
    const asked = provider.requests.length;
    await anna.say(OBSTINATE);
    await answered(page);
    await expect(anna.thread).toContainText(/stopped|ended|too many|did not come/i);
    expect(provider.requests.length - asked).toBeLessThan(40);
    await anna.say('hello');
    await expect(anna.thread.getByText(SANE)).toBeVisible();
  });

  test('words with script, foreign pictures and links that run: shown, harmless, nothing fetched', async ({
    page,
  }) => {
    const left: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(world.app.url))
        left.push(request.url());
    });
    page.on('dialog', (dialog) => left.push(dialog.message()));
    const anna = personOn(page);
    await anna.say('poison');
    await expect(anna.thread.getByText('x'.repeat(20_000))).toBeVisible();
    await answered(page);
    expect(
      await anna.thread
        .locator('script, img[src^="https:"], a[href^="javascript:"], a[href^="data:"]')
        .count(),
    ).toBe(0);
    expect(await page.title()).not.toBe('taken');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBe(0);
    expect(left).toEqual([]);
  });

  test('ten thousand links: shown, and the page goes on listening', async ({ page }) => {
    const anna = personOn(page);
    await anna.say('flood');
    await expect(anna.thread.getByText('The end of it.')).toBeAttached({ timeout: 30_000 });
    await answered(page);
    const began = Date.now();
    await anna.say('hello');
    await expect(anna.thread.getByText(SANE).last()).toBeVisible();
    expect(Date.now() - began).toBeLessThan(10_000);
    const foreign = anna.thread.locator('a[href^="https://example.com"]');
    expect(await foreign.first().getAttribute('rel')).toContain('noreferrer');
  });
});
