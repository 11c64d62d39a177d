import './testing/runes.ts';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#lib/contracts.ts';
import { Conversation } from './conversation.svelte.ts';

const saying = (id: string, text: string): ChatMessage => ({
  ...{ id, conversationId: 'c1', role: 'smokey', createdAtMs: 0, status: 'done', error: null },
  parts: [{ type: 'text', text }],
});
const textOf = ({ messages }: Conversation) =>
  messages.map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join('|'));
const first = { messages: [], earlier: false, turn: 'idle' as const };

/** A conversation whose reading is answered when the test says so. */
function slowToRead() {
  const answers: ((messages: ChatMessage[]) => void)[] = [];
  const conversation = new Conversation(
    'c1',
    first,
    () => new Promise((resolve) => answers.push((messages) => resolve({ messages, earlier: false }))),
  );
  return { conversation, answers };
}

describe('a conversation that is read anew after a gap', () => {
  it('keeps a message that was sent while the answer was on its way', async () => {
    const { conversation, answers } = slowToRead();
    const reading = conversation.reread();
    conversation.message({ message: saying('m2', 'print it') });
    answers[0]?.([saying('m1', 'hello')]);
    await reading;
    expect(textOf(conversation)).toEqual(['hello', 'print it']);
    conversation.part({
      ...{ conversationId: 'c1', messageId: 'm2', partIndex: 1 },
      part: { type: 'action', actionId: 'a' },
    });
    expect(conversation.messages[1]?.parts).toHaveLength(2);
  });

  it('reads what was said after the page was made and before the stream was open', async () => {
    const { conversation, answers } = slowToRead();
    conversation.message({ message: saying('m2', 'a brim'), lastIds: ['m1', 'm2'] });
    answers[0]?.([saying('m1', 'what is a brim?'), saying('m2', 'a brim')]);
    await expect.poll(() => textOf(conversation)).toEqual(['what is a brim?', 'a brim']);
    conversation.message({ message: saying('m2', 'a brim'), lastIds: ['m1', 'm2'] });
    expect(answers).toHaveLength(1);
  });

  it('neither doubles nor loses text that was written meanwhile', async () => {
    const { conversation, answers } = slowToRead();
    const delta = (at: number, text: string) =>
      conversation.delta({ conversationId: 'c1', messageId: 'm1', partIndex: 0, at, text });
    conversation.message({ message: saying('m1', 'The ') });
    const reading = conversation.reread();
    delta(4, 'bed ');
    delta(8, 'is ');
    // Read after the first of the two was written.
    answers[0]?.([saying('m1', 'The bed ')]);
    await reading;
    expect(textOf(conversation)).toEqual(['The bed is ']);
    delta(11, 'cold.');
    expect(textOf(conversation)).toEqual(['The bed is cold.']);
  });

  it('takes what is newer than the last word of the stream', async () => {
    const { conversation, answers } = slowToRead();
    conversation.message({ message: saying('m1', 'The ') });
    const reading = conversation.reread();
    answers[0]?.([saying('m1', 'The bed is ')]);
    await reading;
    conversation.delta({ conversationId: 'c1', messageId: 'm1', partIndex: 0, at: 4, text: 'bed ' });
    expect(textOf(conversation)).toEqual(['The bed is ']);
  });

  it('of two readings each gets what was told since it began', async () => {
    const { conversation, answers } = slowToRead();
    const early = conversation.reread();
    conversation.message({ message: saying('m1', 'one') });
    const late = conversation.reread();
    conversation.message({ message: saying('m2', 'two') });
    answers[1]?.([saying('m1', 'one')]);
    answers[0]?.([]);
    await Promise.all([early, late]);
    expect(textOf(conversation)).toEqual(['one', 'two']);
  });
});

it('an answer from before another gap does not put back what a later reading has found', async () => {
  const { conversation, answers } = slowToRead();
  const [early, late] = [conversation.reread(), conversation.reread()];
  answers[1]?.([saying('m1', 'one'), saying('m2', 'two')]);
  await late;
  answers[0]?.([saying('m1', 'one')]);
  await early;
  expect(textOf(conversation)).toEqual(['one', 'two']);
});

describe('a conversation in which something is asked', () => {
  const turn = (state: 'idle' | 'working') => ({ conversationId: 'c1', state });

  it('is at rest when the answer came to its end before the request did', async () => {
    const { conversation } = slowToRead();
    let sent = () => {};
    const asking = conversation.working(() => new Promise<void>((resolve) => (sent = resolve)));
    expect(conversation.doing).toBe('working');
    conversation.turn(turn('working'));
    conversation.turn(turn('idle'));
    sent();
    await asking;
    expect(conversation.doing).toBe('idle');
  });

  it('is as before when it could not be asked', async () => {
    const { conversation } = slowToRead();
    const refused = new Error('refused');
    await expect(conversation.working(() => Promise.reject(refused))).rejects.toBe(refused);
    expect(conversation.doing).toBe('idle');
  });
});
