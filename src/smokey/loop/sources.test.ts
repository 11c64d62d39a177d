import { expect, it } from 'vitest';
import type { StepEntry } from '../history/entries.ts';
import { findCited } from '../knowledge/index.ts';
import { citedTopics } from './sources.ts';

const step = (text: string, topics: unknown[] = []): StepEntry => ({
  kind: 'step',
  text,
  calls: [
    {
      callId: 'k',
      tool: 'search_knowledge',
      args: {},
      failed: false,
      data: { topics },
      text: '',
      pictureIds: [],
      actionId: null,
      outcome: null,
    },
  ],
  atMs: 0,
});
const petg = { id: 'petg', title: 'Printing PETG', safety: 'Hot plate.' };
const pla = { id: 'pla', title: 'Printing PLA' };
const nothing = () => null;

it('an answer rests on what it cites, in the order of its citations, with what can hurt', () => {
  expect(citedTopics([step('As [pla], but 240 °C [petg].', [petg, pla])], nothing)).toEqual([pla, petg]);
});

it('what the answer says about safety itself is not said twice', () => {
  const [topic] = citedTopics([step('240 °C [petg]. Hot plate.', [petg])], nothing);
  expect(topic).toEqual({ id: 'petg', title: 'Printing PETG' });
});

it('an answer without a citation rests on the best that was found for it', () => {
  expect(citedTopics([step('240 °C.', [petg, pla])], nothing)).toEqual([petg]);
  expect(citedTopics([step('Hello.')], nothing)).toEqual([]);
});

it('a topic of the knowledge base counts also when no search brought it; one that is made up does not', () => {
  const topics = citedTopics([step('Unplug it [fire-safety], see [made-up-topic] and [1].')], findCited);
  expect(topics.map(({ id }) => id)).toEqual(['fire-safety']);
  expect(topics[0]!.title).not.toBe('');
});
