import { afterEach, expect, it } from 'vitest';
import { startHarness, type Harness } from '../testing/harness.ts';
import { createKnowledgeTool } from './knowledge.ts';

let harness: Harness | undefined;
afterEach(() => harness?.stop());

const hits = [
  { id: 'petg', title: 'Printing PETG', text: 'Nozzle 230-250 °C.', sources: ['general practice'] },
  {
    id: 'stringing',
    title: 'Stringing',
    text: 'Dry it first.',
    sources: ['Klipper documentation'],
    safety: 'Hot nozzle.',
  },
];

it('an answer names the topics it cites, and the page gets them as sources', async () => {
  harness = await startHarness({
    tools: [createKnowledgeTool(() => hits)],
    script: [
      { calls: [{ name: 'search_knowledge', arguments: { query: 'petg temperature' } }] },
      { text: 'Take 240 °C [petg].' },
    ],
  });
  await harness.say('what temperature for petg?');
  expect(harness.provider.requests[1]!.text).toContain('Nozzle 230-250');
  expect(harness.events).toContainEqual({
    type: 'sources',
    topics: [{ id: 'petg', title: 'Printing PETG' }],
  });
  expect(harness.events.at(-1)).toMatchObject({ type: 'end' });
});

it('passages say what is general practice and what is dangerous', async () => {
  const options = { callId: 'k', signal: new AbortController().signal };
  const answer = await createKnowledgeTool(() => hits).call({ query: 'strings' }, options);
  expect(answer.data).toMatchObject({
    topics: [
      { id: 'petg', general_practice: true },
      { id: 'stringing', general_practice: false, safety: 'Hot nozzle.' },
    ],
  });
});

it.each([[{}], [{ query: '' }], [{ query: 7 }], [{ query: null }]])('refuses %j', async (args) => {
  const options = { callId: 'k', signal: new AbortController().signal };
  expect(await createKnowledgeTool(() => hits).call(args, options)).toMatchObject({ failed: true });
});
