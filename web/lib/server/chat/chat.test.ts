import { afterEach, describe, expect, it } from 'vitest';
import type { LiveEvents } from '../../contracts.ts';
import { startChatBench, usedPart, type ChatBench } from './testing/bench.ts';

let bench: ChatBench;
afterEach(() => bench.stop());
const start = async (options: Omit<Parameters<typeof startChatBench>[0], 'file'>) =>
  (bench = await startChatBench({ file: ':memory:', ...options }));

describe('a conversation', () => {
  it('keeps the message before Smokey answers, gets a title from it, and streams the answer', async () => {
    await start({ script: [{ text: ['It has ', '24 °C.'] }] });
    const sent = bench.send('how hot is the nozzle?');
    const before = bench.chat.read('u1', sent.conversationId)!;
    expect(before.messages[0]).toMatchObject({ role: 'person', parts: [{ type: 'text' }], status: 'done' });
    expect(before.conversation.title).toBe('how hot is the nozzle?');
    await bench.idle(sent.conversationId);
    const { messages, turn } = bench.chat.read('u1', sent.conversationId)!;
    expect(turn).toBe('idle');
    expect(messages.map(({ role, status }) => `${role} ${status}`)).toEqual(['person done', 'smokey done']);
    expect(messages[1]!.parts).toEqual([{ type: 'text', text: 'It has 24 °C.' }, usedPart]);
    expect(bench.folded(messages[1]!.id)).toEqual(messages[1]!.parts);
    expect(bench.turns()).toEqual(['working', 'idle']);
  });

  it('belongs to one person: nobody else reads, stops, renames or deletes it, or hears of it', async () => {
    await start({ script: [{ text: 'Hello.' }] });
    const { conversationId } = bench.send('hi');
    await bench.idle(conversationId);
    expect(bench.chat.read('u2', conversationId)).toBeNull();
    expect(bench.chat.stop('u2', conversationId)).toMatchObject({ refused: { status: 404 } });
    expect(bench.chat.rename('u2', conversationId, 'x')).toMatchObject({ refused: { status: 404 } });
    expect(bench.chat.remove('u2', conversationId)).toMatchObject({ refused: { status: 404 } });
    expect(bench.chat.send('u2', conversationId, bench.body('hi'))).toMatchObject({
      refused: { status: 404 },
    });
    expect(bench.published.every(({ audience }) => audience.userIds.join() === 'u1')).toBe(true);
  });

  it('answers one message after the other, never two at once', async () => {
    await start({ script: [{ text: 'One.' }, { text: 'Two.' }] });
    const { conversationId } = bench.send('first');
    bench.send('second', conversationId);
    await bench.idle(conversationId);
    const texts = bench.chat.read('u1', conversationId)!.messages.map(({ parts }) => parts[0]);
    expect(texts).toMatchObject([{ text: 'first' }, { text: 'One.' }, { text: 'second' }, { text: 'Two.' }]);
    expect(bench.provider.requests[1]!.text).toContain('One.');
  });

  it('lets an urgent message interrupt what is being said', async () => {
    await start({ script: [{ text: ['Once upon ', 'a time'], hangAfter: 2 }, { text: 'Stopped.' }] });
    const { conversationId } = bench.send('tell me a story');
    await bench.heard('delta', 'part');
    bench.send('later', conversationId);
    bench.send('STOP, it burns!', conversationId);
    await bench.idle(conversationId);
    const { messages } = bench.chat.read('u1', conversationId)!;
    expect(messages.find(({ role }) => role === 'smokey')).toMatchObject({ status: 'stopped' });
    const asked = bench.provider.requests[1]!.body.messages as { role: string; content: unknown }[];
    expect(JSON.stringify(asked.findLast(({ role }) => role === 'user'))).toContain('it burns');
  });

  it('refuses an empty message, an endless one, and a printer of somebody else', async () => {
    await start({ script: [{ text: 'x' }] });
    const refused = (text: string, printerId: string | null = null) =>
      bench.chat.send('u1', 'new', { ...bench.body(text), printerId });
    expect(refused('   ')).toMatchObject({ refused: { status: 400 } });
    expect(refused('x'.repeat(20_001))).toMatchObject({ refused: { status: 413 } });
    expect(refused('hi', 'not mine')).toMatchObject({ refused: { status: 404 } });
    expect(bench.chat.list('u1')).toEqual([]);
  });

  it('keeps and answers a message once that comes twice because its answer got lost', async () => {
    await start({ script: [{ text: 'One.' }, { text: 'Two.' }] });
    const message = { ...bench.body('hi'), id: 'from-the-browser-1' };
    const first = bench.chat.send('u1', 'new', message) as { conversationId: string };
    expect(first).toMatchObject({ messageId: message.id });
    expect(bench.chat.send('u1', 'new', message)).toEqual(first);
    await bench.idle(first.conversationId);
    expect(bench.chat.send('u1', first.conversationId, message)).toEqual(first);
    expect(bench.chat.send('u2', 'new', message)).toMatchObject({ refused: { status: 404 } });
    await bench.idle(first.conversationId);
    expect(bench.chat.list('u1')).toHaveLength(1);
    expect(bench.chat.read('u1', first.conversationId)!.messages).toHaveLength(2);
    expect(bench.provider.requests).toHaveLength(1);
  });

  it('does not carry out an urgent wish that has waited for the connection', async () => {
    await start({ script: [{ text: 'x' }] });
    const stop = (waitedSeconds: number) =>
      bench.chat.send('u1', 'new', { ...bench.body('STOP, it burns!'), waitedSeconds });
    expect(stop(300)).toMatchObject({ refused: { status: 422 } });
    expect(bench.chat.list('u1')).toEqual([]);
    expect(stop(5)).toHaveProperty('messageId');
  });

  it('says which mind answers', async () => {
    await start({ script: [{ text: 'Hello.' }] });
    const { conversationId } = bench.send('hi');
    await bench.idle(conversationId);
    const { mind } = bench.chat.read('u1', conversationId)!;
    expect(mind).toMatchObject({
      kind: 'provider',
      name: expect.stringMatching(/^fake at 127/),
      canSee: false,
    });
  });

  it('is found by its title and its words, deleted, and brought back', async () => {
    await start({ script: [{ text: 'Benchy prints well at 205.' }] });
    const { conversationId } = bench.send('100% infill?');
    await bench.idle(conversationId);
    bench.chat.rename('u1', conversationId, 'About infill');
    expect(bench.chat.list('u1', 'infill')).toHaveLength(1);
    expect(bench.chat.list('u1', 'benchy')).toHaveLength(1);
    expect(bench.chat.list('u1', '100%')).toHaveLength(1);
    expect(bench.chat.list('u1', '100_')).toHaveLength(0);
    bench.chat.remove('u1', conversationId);
    expect(bench.chat.list('u1')).toEqual([]);
    expect(bench.chat.read('u1', conversationId)).toBeNull();
    bench.chat.restore('u1', conversationId);
    expect(bench.chat.list('u1')).toHaveLength(1);
  });

  it('tells the page why the model could not answer, and keeps what it said', async () => {
    await start({ script: [{ text: ['I see', ' it'], cutAfter: 2 }] });
    const { conversationId } = bench.send('hi');
    await bench.idle(conversationId);
    const message = bench.chat.read('u1', conversationId)!.messages[1]!;
    expect(message).toMatchObject({ status: 'failed', parts: [{ text: 'I see' }, { type: 'usage' }] });
    expect(message.error).toMatchObject({
      cause: expect.stringContaining('cut off'),
      remedy: expect.any(String),
    });
  });

  it('is stopped on the server by its person', async () => {
    await start({ script: [{ text: ['Well ', 'then'], hangAfter: 2 }] });
    const { conversationId } = bench.send('tell me everything');
    await bench.heard('delta', 'part');
    expect(bench.chat.stop('u1', conversationId)).toEqual({ stopped: true });
    await bench.idle(conversationId);
    expect(bench.chat.read('u1', conversationId)!.messages[1]).toMatchObject({
      status: 'stopped',
      error: null,
    });
    expect(bench.chat.stop('u1', conversationId)).toEqual({ stopped: false });
    await expect.poll(() => bench.provider.aborted()).toBe(1);
  });
});

it('a page that connects in the middle gets the message as it is, and every change after it', async () => {
  await start({ script: [{ text: ['one ', 'two ', 'three'], hangAfter: 3 }] });
  const { conversationId } = bench.send('count');
  await bench.heard('delta');
  const { turn, message } = structuredClone(bench.chat.replay('u1', conversationId)!);
  expect(turn).toMatchObject({ state: 'working' } satisfies Partial<LiveEvents['turn']>);
  expect(message!.parts).toMatchObject([{ type: 'text', text: 'one two ' }]);
  expect(bench.chat.replay('u2', conversationId)).toBeNull();
});

it('a page that connects just after the end gets the message as it ended', async () => {
  await start({ script: [{ text: 'That was quick.' }] });
  const { conversationId } = bench.send('hi');
  await bench.idle(conversationId);
  expect(bench.chat.replay('u1', conversationId)).toMatchObject({
    turn: { state: 'idle' },
    message: { role: 'smokey', status: 'done', parts: [{ text: 'That was quick.' }, usedPart] },
  });
  const { messages } = bench.chat.read('u1', conversationId)!;
  expect(bench.chat.replay('u1', conversationId)!.lastIds).toEqual(messages.map(({ id }) => id));
});

describe('attachments', () => {
  it('that are models stay where they are; the model hears of them and the page shows them', async () => {
    await start({ script: [{ text: 'It must be sliced.' }] });
    const models = [{ name: 'bracket.stl', sizeBytes: 684 }];
    const sent = bench.chat.send('u1', 'new', { ...bench.body(''), models });
    const { conversationId } = sent as { conversationId: string };
    await bench.idle(conversationId);
    expect(bench.provider.requests[0]!.text).toContain('[attached: bracket.stl (model, 684 bytes)]');
    expect(bench.chat.read('u1', conversationId)!.messages[0]!.parts).toEqual([
      { type: 'attachment', name: 'bracket.stl', kind: 'model', sizeBytes: 684, path: null, url: null },
    ]);
  });

  it('still on their way to the printer are waited for before Smokey answers', async () => {
    await start({ script: [{ text: 'I see it.' }] });
    const upload = { fileName: 'cube.gcode', path: 'cube.gcode', sizeBytes: 9 };
    bench.uploads.set('up', { ...upload, phase: 'sending' });
    const body = { ...bench.body('print it'), uploadIds: ['up'] };
    const { conversationId } = bench.chat.send('u1', 'new', body) as { conversationId: string };
    bench.passTime(2_000);
    expect(bench.chat.read('u1', conversationId)!.turn).toBe('working');
    expect(bench.provider.requests).toHaveLength(0);
    bench.uploads.set('up', { ...upload, phase: 'done' });
    bench.passTime(300);
    await bench.idle(conversationId);
    expect(bench.provider.requests[0]!.text).toContain('cube.gcode on the printer');
  });

  it('that fail on the way are told to the model as such', async () => {
    await start({ script: [{ text: 'It did not arrive.' }] });
    const upload = { fileName: 'cube.gcode', path: 'cube.gcode', sizeBytes: 9 };
    bench.uploads.set('up', { ...upload, phase: 'sending' });
    const body = { ...bench.body('print it'), uploadIds: ['up'] };
    const { conversationId } = bench.chat.send('u1', 'new', body) as { conversationId: string };
    bench.uploads.set('up', { ...upload, phase: 'failed' });
    await bench.heard('turn');
    bench.passTime(300);
    await bench.idle(conversationId);
    expect(bench.provider.requests[0]!.text).toContain('did not reach the printer');
    expect(bench.provider.requests[0]!.text).not.toContain('cube.gcode on the printer');
  });

  it('tell the model where a finished upload lies, and wait for one that is not', async () => {
    await start({ script: [{ text: 'I see it.' }] });
    bench.uploads.set('up1', { fileName: 'cube.gcode', path: 'cube.gcode', sizeBytes: 9, phase: 'done' });
    bench.uploads.set('up2', { fileName: 'big.gcode', path: 'big.gcode', sizeBytes: 9, phase: 'receiving' });
    const body = { ...bench.body('print it'), uploadIds: ['up1'] };
    const sent = bench.chat.send('u1', 'new', body) as { conversationId: string };
    await bench.idle(sent.conversationId);
    expect(bench.provider.requests[0]!.text).toContain('cube.gcode');
    const message = bench.chat.read('u1', sent.conversationId)!.messages[0]!;
    expect(message.parts[1]).toMatchObject({ type: 'attachment', kind: 'gcode', path: 'cube.gcode' });
    const tooEarly = bench.chat.send('u1', 'new', { ...bench.body('x'), uploadIds: ['up2'] });
    expect(tooEarly).toMatchObject({ refused: { status: 409 } });
  });
});

it('the last message is answered again, in other words', async () => {
  await start({ script: [{ text: 'Fifty.' }, { text: 'Sixty.' }] });
  const { conversationId } = bench.send('bed for PLA?');
  await bench.idle(conversationId);
  expect(bench.chat.retry('u1', conversationId, 'bed for PETG?')).toMatchObject({ conversationId });
  await bench.idle(conversationId);
  const { messages } = bench.chat.read('u1', conversationId)!;
  expect(messages.map(({ parts }) => parts[0])).toMatchObject([
    { text: 'bed for PETG?' },
    { text: 'Sixty.' },
  ]);
  expect(bench.provider.requests[1]!.text).not.toContain('PLA');
  expect(bench.chat.retry('u2', conversationId)).toMatchObject({ refused: { status: 404 } });
});
