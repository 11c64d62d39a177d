import { afterEach, describe, expect, it } from 'vitest';
import { settleAction } from '../history/settle.ts';
import { startHarness, type Harness } from '../testing/harness.ts';
import { owner } from '../testing/harness.ts';

let harness: Harness;
afterEach(() => harness.stop());

const calls = (name: string, args: unknown = {}) => ({ calls: [{ name, arguments: args }] });

describe.each(['chat', 'responses'] as const)('the loop over the %s wire format', (api) => {
  it('streams words, runs a reading tool and gives the model its result', async () => {
    harness = await startHarness({
      api,
      script: [{ text: 'One moment. ', ...calls('get_status') }, { text: ['The nozzle ', 'has 24.1 °C.'] }],
    });
    const result = await harness.say('how hot is the nozzle?');
    expect(result.status).toBe('answered');
    expect(harness.text()).toBe('One moment. The nozzle has 24.1 °C.');
    expect(harness.ran).toEqual([{ name: 'get_status', args: {} }]);
    expect(harness.provider.requests).toHaveLength(2);
    expect(harness.provider.requests[1]!.text).toContain('24.1');
    expect(result.usage).toMatchObject({ inputTokens: 200, outputTokens: 40 });
    expect(harness.events.map((event) => event.type)).toEqual([
      'text',
      'tool-started',
      'tool-finished',
      'step-ended',
      'text',
      'text',
      'step-ended',
      'usage',
      'end',
    ]);
    expect(harness.events.at(-2)).toEqual({ type: 'usage', steps: 2, usage: result.usage });
  });

  it('stops at a call that waits for a person, and goes on with the outcome after the decision', async () => {
    harness = await startHarness({
      api,
      script: [calls('start_print', { path: 'cube.gcode' }), { text: 'It prints.' }],
    });
    const asked = await harness.say('print it');
    expect(asked.status).toBe('waiting');
    expect(harness.provider.requests).toHaveLength(1);
    expect(harness.events).toContainEqual(
      expect.objectContaining({ type: 'action-proposed', actionId: 'a1' }),
    );

    const outcome = {
      actionId: 'a1',
      title: 'Print cube.gcode',
      reason: null,
      result: { state: 'printing' },
    };
    const settled = settleAction(harness.history, { ...outcome, status: 'done', text: 'Print started.' }, 1)!;
    expect(settled.shouldContinue).toBe(true);
    const request = {
      principal: owner,
      printers: [],
      selectedPrinterId: null,
      signal: AbortSignal.timeout(5000),
    };
    const continued = await harness.smokey.continueTurn({
      ...request,
      history: settled.history,
      onEvent: () => {},
    });
    expect(continued.status).toBe('answered');
    expect(continued.entries[0]!.text).toBe('It prints.');
    expect(harness.provider.requests[1]!.text).toContain('Print started.');
    expect(harness.provider.requests[1]!.text).not.toContain('approval_required');
  });

  it('ends a model that calls a tool for ever', async () => {
    let at = 0;
    harness = await startHarness({ api, script: () => calls('get_status', { at: (at += 1) }) });
    const result = await harness.say('loop');
    expect(result.status).toBe('limited');
    expect(harness.provider.requests).toHaveLength(harness.smokey.limits.stepsPerTurn);
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'notice', severity: 'warning' }));
  });

  it('runs the same call twice at most', async () => {
    harness = await startHarness({ api, script: () => calls('get_status') });
    await harness.say('loop');
    expect(harness.ran).toHaveLength(2);
  });

  it.each([
    ['an unknown tool', calls('launch_rocket')],
    ['a prototype name', calls('__proto__')],
    ['constructor', calls('constructor')],
    ['broken JSON', calls('start_print', '{"path": "cu')],
    ['NaN', calls('start_print', '{"path": NaN}')],
    ['a number without end', calls('start_print', '{"celsius": 1e999}')],
    ['a list', calls('start_print', '[1,2]')],
    ['a megabyte', calls('start_print', { path: 'x'.repeat(1_000_000) })],
  ])('refuses %s without running anything, and tells the model', async (_name, reply) => {
    harness = await startHarness({ api, script: [reply, { text: 'I could not.' }] });
    const result = await harness.say('go');
    expect(harness.ran).toEqual([]);
    expect(result.status).toBe('answered');
    expect(harness.text()).toBe('I could not.');
    expect(harness.faults).toEqual([]);
  });
});

it('a call in an answer that was cut off is never carried out', async () => {
  harness = await startHarness({
    script: [{ text: 'Starting. ', ...calls('start_print'), cutAfter: 3 }],
    limits: { retries: 0 },
  });
  const result = await harness.say('print it');
  expect(result).toMatchObject({ status: 'failed', error: { id: 'cut-off' } });
  expect(harness.ran).toEqual([]);
  expect(result.entries[0]!.text).toBe('Starting. ');
});

it('of a result that is too long the model gets the beginning of its lists and every small field', async () => {
  const { pretendTool } = await import('../testing/harness.ts');
  const files = Array.from({ length: 50 }, (_, at) => ({ path: `${'long name '.repeat(60)}${at}.gcode` }));
  const data = { files, log: 'x'.repeat(90_000), total: 50, newest: { path: 'cube.gcode' } };
  harness = await startHarness({
    tools: [pretendTool('list_files', { data })],
    script: [calls('list_files'), { text: 'Fifty.' }],
  });
  const result = await harness.say('which files are there?');
  const kept = result.entries[0]!.calls[0]!.data!;
  expect(kept).toMatchObject({ total: 50, newest: { path: 'cube.gcode' }, too_long_for_here: true });
  expect(kept.files).toEqual(files.slice(0, (kept.files as unknown[]).length));
  expect((kept.files as unknown[]).length).toBeGreaterThan(20);
  expect(JSON.stringify(kept).length).toBeLessThan(17_000);
  const shown = harness.events.find((event) => event.type === 'tool-finished');
  expect(shown).toMatchObject({ result: data });
});

it('two calls that share an id, and one without, are three calls', async () => {
  const call = { name: 'get_status', arguments: {} };
  harness = await startHarness({
    limits: { sameCallPerTurn: 5 },
    script: [
      {
        calls: [
          { ...call, id: 'x' },
          { ...call, id: 'x' },
          { ...call, id: '\n' },
        ],
      },
      { text: 'Done.' },
    ],
  });
  const result = await harness.say('status');
  expect(new Set(result.entries[0]!.calls.map(({ callId }) => callId)).size).toBe(3);
  expect(result.status).toBe('answered');
});

it('an emergency stop goes before the other calls of its step and is never counted', async () => {
  const { pretendTool, readTool } = await import('../testing/harness.ts');
  const stopTool = pretendTool('emergency_stop', { text: 'Stopped.' }, false);
  harness = await startHarness({
    tools: [readTool, stopTool],
    limits: { callsPerStep: 1, callsPerTurn: 1 },
    script: [
      {
        calls: [
          { name: 'get_status', arguments: {}, id: 'a' },
          { name: 'emergency_stop', arguments: {}, id: 'b' },
        ],
      },
      { text: 'Stopped.' },
    ],
  });
  await harness.say('it burns');
  expect(harness.ran.map(({ name }) => name)).toEqual(['emergency_stop', 'get_status']);
});
