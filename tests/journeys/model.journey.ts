import { expect, test, type Page } from '@playwright/test';
import {
  startFakeProvider,
  type FakeProvider,
  type FakeReply,
  type FakeRequest,
} from '../../src/smokey/testing/fake-provider.ts';
import { personOn } from './support/person.ts';
import { startWorld, type World } from './support/world.ts';

const PETG = 'Take 240 °C for the nozzle and 80 °C for the bed [petg].';

/** Looks the topic up, cites it, and hangs when it is to be stopped. */
function answer({ body }: FakeRequest): FakeReply {
  const messages = body.messages as { role: string; content: unknown }[];
  const asked = JSON.stringify(messages.findLast(({ role }) => role === 'user')?.content ?? '');
  if (asked.includes('talk for ever')) return { text: ['Well, ', 'once upon a time '], hangAfter: 2 };
  if (asked.includes('no credit'))
    return { status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } };
  if (messages.at(-1)?.role === 'tool') return { text: PETG, inputTokens: 1_500, outputTokens: 40 };
  return {
    calls: [{ name: 'search_knowledge', arguments: { query: 'petg temperature' } }],
    inputTokens: 900,
  };
}

/** A language model of a provider, as a person sees it on the page. */
test.describe('with a provider’s model', () => {
  let world: World;
  let provider: FakeProvider;

  test.beforeAll(async () => {
    provider = await startFakeProvider(answer);
    world = await startWorld({
      env: {
        ...{ OPENAI_BASE_URL: provider.url, OPENAI_MODEL: 'fake' },
        ...{ SMOKEY_INPUT_DOLLARS: '2', SMOKEY_OUTPUT_DOLLARS: '10' },
      },
    });
  });
  test.afterAll(async () => {
    await world?.stop();
    await provider?.stop();
  });
  test.beforeEach(({ context }) => world.signIn(context));
  const open = (page: Page) => personOn(page).open(`${world.app.url}/chat`);

  test('an answer links to the topic it rests on, warns of what can hurt, and tells what it used', async ({
    page,
  }) => {
    await open(page);
    const anna = personOn(page);
    await anna.say('which temperature for PETG?');
    const citation = anna.thread.getByRole('link', { name: 'Source 1' });
    await expect(citation).toBeVisible();
    await expect(anna.thread.getByText('1. Printing PETG')).toBeVisible();
    const target = (await citation.getAttribute('href'))!;
    const topic = page.locator(target);
    await citation.press('Enter');
    await expect(topic).toHaveAttribute('open', /.*/);
    await expect(topic.locator('summary')).toBeFocused();
    await expect(topic.getByText(/225-250/).first()).toBeVisible();
    // Closed again, one is back at the place where one read.
    await topic.locator('summary').press('Enter');
    await expect(topic).not.toHaveAttribute('open', /.*/);
    await expect(citation).toBeFocused();
    await expect(anna.thread.getByText(/Safety:/)).toBeVisible();
    // 2,400 tokens in at 2 dollars and 60 out at 10 dollars a million.
    await expect(anna.thread.getByText('Steps: 2 · tokens: 2,460 · 0.0054 US dollars')).toBeVisible();
    await page.goto(`${world.app.url}/settings`);
    await expect(page.getByText(/2,460 of 1,000,000 tokens used today/)).toBeVisible();
  });

  test('the stop button ends the request at the provider, and what was said stays, also after a reload', async ({
    page,
  }) => {
    await open(page);
    const anna = personOn(page);
    const aborted = provider.aborted();
    await anna.say('talk for ever');
    await expect(anna.thread.getByText(/Well,/).last()).toBeVisible();
    await page.getByRole('button', { name: 'Stop the answer' }).click();
    await expect.poll(() => provider.aborted()).toBe(aborted + 1);
    await expect(anna.thread.getByText('Stopped here.')).toBeVisible();
    await anna.reload();
    await expect(anna.thread.getByText(/Well,/).last()).toBeVisible();
  });

  test('a reload in the middle of an answer goes on with it', async ({ page }) => {
    await open(page);
    const anna = personOn(page);
    await anna.say('talk for ever');
    await expect(anna.thread.getByText(/Well,/).last()).toBeVisible();
    await anna.reload();
    await expect(anna.thread.getByText(/Well,/).last()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop the answer' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop the answer' }).click();
    await expect(anna.thread.getByText('Stopped here.').last()).toBeVisible();
  });

  test('a failure has a cause and a remedy; in Swedish the page and the model’s prompt know it', async ({
    context,
    page,
  }) => {
    await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'sv', url: world.app.url }]);
    await open(page);
    await page.getByRole('textbox').last().fill('no credit');
    await page.getByRole('textbox').last().press('Enter');
    await expect(page.getByText('Språkmodellens konto har inget saldo kvar.')).toBeVisible();
    expect(provider.requests.at(-1)!.text).toContain('\\"page_language\\":\\"sv\\"');
  });
});
