import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../klipper/clock.ts';
import { startHarness, type Harness } from '../testing/harness.ts';
import type { FakeReply } from '../testing/fake-provider.ts';

let harness: Harness;
afterEach(() => harness.stop());

const good: FakeReply = { text: 'Here I am.' };

describe.each(['chat', 'responses'] as const)('a provider that fails, over the %s wire format', (api) => {
  it.each<[string, FakeReply, string]>([
    ['a refused key', { status: 401 }, 'key-refused'],
    ['an unknown model', { status: 404 }, 'model-not-found'],
    [
      'no credit',
      { status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } },
      'quota-used-up',
    ],
    ['a wait that is too long', { status: 429, headers: { 'retry-after': '3600' } }, 'rate-limited'],
    ['a refused request', { status: 400, body: { error: { message: 'bad parameter' } } }, 'request-refused'],
  ])('is told apart and not tried again: %s', async (_name, reply, id) => {
    harness = await startHarness({ api, script: [reply, good] });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id } });
    expect(result.error!.remedy.length).toBeGreaterThan(10);
    expect(harness.provider.requests).toHaveLength(1);
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'error', id }));
  });

  it.each<[string, FakeReply]>([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after-ms': '5' } }],
    ['500', { status: 500 }],
    ['503 that is no JSON', { status: 503, body: '<html>busy</html>' }],
    ['an empty answer', {}],
    ['a stream of garbage', { raw: ['data: {"choi\n\n', 'data: ]]\n\n'] }],
    ['a stream cut before the first word', { text: 'x', cutAfter: 1 }],
    ['a connection closed at once', { cutAfter: 0 }],
  ])('is tried again when nothing was shown: %s', async (_name, reply) => {
    harness = await startHarness({ api, script: [reply, reply, good] });
    const result = await harness.say('hello');
    expect(result.status).toBe('answered');
    expect(harness.text()).toBe('Here I am.');
    expect(harness.provider.requests).toHaveLength(3);
  });

  it('is tried at most twice again', async () => {
    harness = await startHarness({ api, script: [{ status: 500 }] });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id: 'provider-error' } });
    expect(harness.provider.requests).toHaveLength(3);
  });

  it('is never asked again after a tool ran', async () => {
    const call = { calls: [{ name: 'get_status', arguments: {} }] };
    harness = await startHarness({ api, script: [call, { status: 500 }, good] });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id: 'provider-error' } });
    expect(harness.provider.requests).toHaveLength(2);
    expect(harness.ran).toHaveLength(1);
    expect(result.entries[0]!.calls[0]).toMatchObject({ tool: 'get_status', failed: false });
  });

  it('that holds an answer back by its content filter is named, what was said is kept, nothing is run', async () => {
    const filtered: FakeReply = {
      text: ['I would ', 'say'],
      calls: [{ name: 'get_status', arguments: {} }],
      finishReason: 'content_filter',
    };
    harness = await startHarness({ api, script: [filtered, good] });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id: 'filtered' } });
    expect(result.entries[0]!.text).toBe('I would say');
    expect(harness.ran).toEqual([]);
    expect(harness.provider.requests).toHaveLength(1);
  });

  it('that says 429 with Retry-After is asked again only after that time', async () => {
    const clock = manualClock();
    const busy: FakeReply = { status: 429, headers: { 'retry-after': '7' } };
    harness = await startHarness({
      api,
      clock,
      limits: { longestRetryWaitMs: 20_000 },
      script: [busy, good],
    });
    const turn = harness.say('hello');
    const waits = () => clock.pendingTimers() === 1 && harness.provider.requests.length === 1;
    await expect.poll(waits, { interval: 5 }).toBe(true);
    clock.advance(6_900);
    expect(waits()).toBe(true);
    clock.advance(200);
    expect((await turn).status).toBe('answered');
    expect(harness.provider.requests).toHaveLength(2);
  });

  it('that does not say what it used, or was cut off before, is counted by an estimate', async () => {
    harness = await startHarness({ api, script: [{ text: 'word '.repeat(100), inputTokens: null }] });
    const result = await harness.say('hello');
    expect(result.usage.outputTokens).toBeGreaterThan(90);
    expect(result.usage.inputTokens).toBeGreaterThan(50);
    expect(harness.smokey.usedToday('u1').outputTokens).toBe(result.usage.outputTokens);
  });

  it.each(['destroy', 'end'] as const)('keeps what was said when the stream is cut (%s)', async (cutBy) => {
    const text = ['The nozzle ', 'has ', 'now '];
    harness = await startHarness({ api, script: [{ text, cutAfter: api === 'chat' ? 3 : 4, cutBy }, good] });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id: 'cut-off' } });
    expect(result.entries[0]!.text).toMatch(/^The nozzle /);
    expect(harness.provider.requests).toHaveLength(1);
  });
});

describe('a slow provider', () => {
  /** Moves the clock while the turn waits; real time only lets the sockets breathe. */
  async function sayWhile(clock: ReturnType<typeof manualClock>, stepMs: number) {
    const turn = harness.say('hello');
    let done = false;
    void turn.finally(() => (done = true));
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      if (harness.provider.requests.length > 0) clock.advance(stepMs);
    }
    return turn;
  }

  it('that never begins is given up, tried twice again, and named', async () => {
    const clock = manualClock();
    harness = await startHarness({ clock, script: [{ hangAfter: 0 }] });
    const result = await sayWhile(clock, 500);
    expect(result).toMatchObject({ status: 'failed', error: { id: 'no-answer' } });
    expect(harness.provider.requests).toHaveLength(3);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('that goes silent in the middle is given up with what it said', async () => {
    const clock = manualClock();
    harness = await startHarness({ clock, script: [{ text: ['I see ', 'it'], hangAfter: 2 }] });
    const turn = harness.say('hello');
    while (harness.text() === '') await new Promise((resolve) => setImmediate(resolve));
    clock.advance(31_000);
    const result = await turn;
    expect(result).toMatchObject({ status: 'failed', error: { id: 'went-silent' } });
    expect(result.entries[0]!.text).toBe('I see ');
  });

  it('that drips without an end is ended as a whole', async () => {
    const clock = manualClock();
    harness = await startHarness({
      clock,
      script: [
        {
          text: Array.from({ length: 2_000 }, () => '.'),
          beforeFrame: () => {
            clock.advance(5_000);
            return new Promise((resolve) => setImmediate(resolve));
          },
        },
      ],
    });
    const result = await harness.say('hello');
    expect(result).toMatchObject({ status: 'failed', error: { id: 'too-slow' } });
    expect(result.entries[0]!.text.length).toBeGreaterThan(5);
  });
});

it('stop ends the request at the provider, keeps what was said and runs nothing more', async () => {
  const stop = new AbortController();
  harness = await startHarness({
    script: [{ text: ['Well ', 'then'], hangAfter: 2, calls: [{ name: 'start_print', arguments: {} }] }],
  });
  const turn = harness.say('print it', stop.signal);
  while (harness.text() === '') await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  const result = await turn;
  expect(result).toMatchObject({ status: 'stopped', error: null });
  expect(result.entries[0]!.text).toBe('Well ');
  expect(harness.ran).toEqual([]);
  while (harness.provider.aborted() === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(harness.provider.requests).toHaveLength(1);
});

it('an unreachable provider is named as such', async () => {
  harness = await startHarness({ script: [good], limits: { retries: 0 } });
  await harness.provider.stop();
  expect(await harness.say('hello')).toMatchObject({ status: 'failed', error: { id: 'unreachable' } });
});

it('an answer without an end is cut', async () => {
  const text = Array.from({ length: 400 }, () => 'word '.repeat(200));
  harness = await startHarness({ script: [{ text }], limits: { answerTokens: 1_000 } });
  const result = await harness.say('hello');
  expect(result.entries[0]!.text.length).toBeLessThan(10_000);
  expect(harness.events).toContainEqual(expect.objectContaining({ type: 'notice', severity: 'info' }));
});

describe('budgets', () => {
  it('of a turn end it with a notice that names the setting', async () => {
    let at = 0;
    harness = await startHarness({
      limits: { turnTokens: 250 },
      script: () => ({ calls: [{ name: 'get_status', arguments: { at: (at += 1) } }] }),
    });
    expect((await harness.say('go')).status).toBe('limited');
    expect(harness.provider.requests).toHaveLength(3);
    expect(JSON.stringify(harness.events)).toContain('SMOKEY_TURN_TOKENS');
  });

  it('of a day hold over turns and are counted per person', async () => {
    harness = await startHarness({ limits: { dayTokens: 200 }, script: [good] });
    expect((await harness.say('one')).status).toBe('answered');
    expect((await harness.say('two')).status).toBe('answered');
    expect((await harness.say('three')).status).toBe('limited');
    expect(harness.provider.requests).toHaveLength(2);
    expect(harness.smokey.usedToday('u1')).toMatchObject({ inputTokens: 200, outputTokens: 40 });
    expect(harness.smokey.usedToday('somebody else')).toMatchObject({ inputTokens: 0 });
  });

  it('count what a failed attempt used as well', async () => {
    harness = await startHarness({ script: [{ inputTokens: 70, outputTokens: 0 }, good] });
    const result = await harness.say('one');
    expect(result).toMatchObject({ status: 'answered', usage: { inputTokens: 170, outputTokens: 20 } });
    expect(harness.smokey.usedToday('u1')).toMatchObject({ inputTokens: 170 });
  });

  it('of a turn in dollars end it as well', async () => {
    const price = { inputDollarsPerMillion: 1_000, outputDollarsPerMillion: 1_000 };
    let at = 0;
    harness = await startHarness({
      limits: { price, turnDollars: 0.2 },
      script: () => ({ calls: [{ name: 'get_status', arguments: { at: (at += 1) } }] }),
    });
    expect((await harness.say('go')).status).toBe('limited');
    expect(harness.provider.requests).toHaveLength(2);
    expect(JSON.stringify(harness.events)).toContain('SMOKEY_TURN_DOLLARS');
  });

  it('in dollars hold where a price is known', async () => {
    const price = { inputDollarsPerMillion: 1_000, outputDollarsPerMillion: 1_000 };
    harness = await startHarness({ limits: { price, dayDollars: 0.1 }, script: [good] });
    await harness.say('one');
    expect((await harness.say('two')).status).toBe('limited');
    expect(harness.smokey.usedToday('u1').costDollars).toBeCloseTo(0.12);
  });
});
