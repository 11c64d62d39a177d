import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatStatus } from './status.ts';
import { startChatBench, usedPart, type ChatBench } from './testing/bench.ts';

let folder: string;
let bench: ChatBench;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chat-'))));
afterEach(async () => {
  await bench.stop();
  rmSync(folder, { recursive: true });
});
const start = async (options: Omit<Parameters<typeof startChatBench>[0], 'file'>) =>
  (bench = await startChatBench({ file: join(folder, 'db.sqlite'), ...options }));

const heat = { calls: [{ name: 'set_temperature', arguments: { heater: 'extruder', target_c: 200 } }] };

describe('a decision', () => {
  it('is waited for, and its outcome leads to the next step', async () => {
    await start({ script: [heat, { text: 'The nozzle is set to 200 °C.' }] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    const waiting = bench.chat.read('u1', conversationId)!;
    expect(waiting.turn).toBe('waiting');
    expect(waiting.messages[1]!.parts.map(({ type }) => type)).toEqual(['tool', 'action', 'usage']);
    expect(bench.printer.effects()).toEqual([]);
    await bench.decide('approve');
    await bench.idle(conversationId);
    expect(bench.printer.effects()).toHaveLength(1);
    const { messages, turn } = bench.chat.read('u1', conversationId)!;
    expect(turn).toBe('idle');
    expect(messages.at(-1)!.parts).toEqual([
      { type: 'text', text: 'The nozzle is set to 200 °C.' },
      usedPart,
    ]);
  });

  it('against it sends nothing, and the model is told why', async () => {
    await start({ script: [heat, { text: 'Right, it stays cold.' }] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    await bench.decide('decline', 'my hand is in there');
    await bench.idle(conversationId);
    expect(bench.printer.effects()).toEqual([]);
    expect(bench.provider.requests[1]!.text).toContain('my hand is in there');
    expect(bench.chat.read('u1', conversationId)!.messages).toHaveLength(3);
  });

  it('that never came is noted without another answer', async () => {
    await start({ script: [heat, { text: 'never said' }] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    bench.expireAll();
    await bench.idle(conversationId);
    expect(bench.chat.read('u1', conversationId)!.turn).toBe('idle');
    expect(bench.provider.requests).toHaveLength(1);
  });

  it('may come after the person went on', async () => {
    await start({ script: [heat, { text: 'It has 24 °C.' }, { text: 'Now it heats.' }] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    bench.send('how hot is it now?', conversationId);
    await bench.idle(conversationId);
    await bench.decide('approve');
    await bench.idle(conversationId);
    const last = bench.chat.read('u1', conversationId)!.messages.at(-1)!;
    expect(last.parts).toEqual([{ type: 'text', text: 'Now it heats.' }, usedPart]);
    expect(bench.provider.requests[2]!.text).toContain('get_action');
  });
});

describe('the built-in mind', () => {
  const lastText = (conversationId: string) =>
    bench.chat
      .read('u1', conversationId)!
      .messages.at(-1)!
      .parts.flatMap((part) => (part.type === 'text' ? part.text : []))
      .join(' ');

  it('tells an outcome, also one that comes after the person went on, and claims nothing before', async () => {
    await start({ script: [], builtin: true });
    const { conversationId } = bench.send('set the nozzle to 200');
    await bench.idle(conversationId);
    expect(lastText(conversationId)).not.toMatch(/done|heats/i);
    bench.send('how hot is the bed?', conversationId);
    await bench.idle(conversationId);
    await bench.decide('approve');
    await bench.idle(conversationId);
    expect(bench.printer.effects()).toHaveLength(1);
    expect(lastText(conversationId)).toMatch(/200 °C/);
  });

  it('takes a no for a no', async () => {
    await start({ script: [], builtin: true });
    const { conversationId } = bench.send('please home the printer');
    await bench.idle(conversationId);
    await bench.decide('decline', 'my hand is in there');
    await bench.idle(conversationId);
    expect(bench.printer.effects()).toEqual([]);
    expect(lastText(conversationId)).toMatch(/nothing|declined/i);
  });
});

describe('a restart', () => {
  it('in the middle of an answer keeps what was said and says that it stopped', async () => {
    await start({ script: [{ text: ['The first ', 'half'], hangAfter: 3 }] });
    const { conversationId } = bench.send('tell me');
    await bench.heard('delta');
    bench.passTime(1_000);
    bench = await bench.crashAndRestart([{ text: 'Again.' }]);
    const { messages, turn } = bench.chat.read('u1', conversationId)!;
    expect(turn).toBe('idle');
    expect(messages[1]).toMatchObject({ status: 'stopped' });
    expect(messages[1]!.parts).toMatchObject([{ type: 'text', text: 'The first half' }, { type: 'notice' }]);
    bench.send('go on', conversationId);
    await bench.idle(conversationId);
    expect(bench.provider.requests[0]!.text).toContain('The first half');
  });

  it('while a card waits loses neither the card nor its answer', async () => {
    await start({ script: [heat] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    bench = await bench.crashAndRestart([{ text: 'It heats.' }]);
    expect(bench.chat.read('u1', conversationId)!.turn).toBe('waiting');
    await bench.decide('approve');
    await bench.idle(conversationId);
    expect(bench.printer.effects()).toHaveLength(1);
    expect(bench.chat.read('u1', conversationId)!.messages.at(-1)!.parts).toMatchObject([
      { text: 'It heats.' },
      usedPart,
    ]);
  });

  it('after a decision that nobody heard gives the model the outcome', async () => {
    await start({ script: [heat] });
    const { conversationId } = bench.send('nozzle to 200');
    await bench.idle(conversationId);
    bench.deafen();
    await bench.decide('decline');
    bench = await bench.crashAndRestart([{ text: 'It stays cold.' }]);
    await bench.idle(conversationId);
    expect(bench.chat.read('u1', conversationId)!.messages.at(-1)!.parts).toMatchObject([
      { text: 'It stays cold.' },
      usedPart,
    ]);
  });

  it('in good order ends a running answer with a notice', async () => {
    await start({ script: [{ text: ['Well ', 'then'], hangAfter: 2 }] });
    const { conversationId } = bench.send('hi');
    await bench.heard('delta', 'part');
    await bench.chat.close();
    const message = bench.chat.store.messages(conversationId)[1]!;
    expect(message.status).toBe('stopped');
    expect(message.parts.at(-1)).toMatchObject({ type: 'notice' });
  });

  it('does not give back what was used today', async () => {
    await start({ script: [{ text: 'Hello.', inputTokens: 70, outputTokens: 30 }] });
    const { conversationId } = bench.send('hi');
    await bench.idle(conversationId);
    bench = await bench.crashAndRestart([{ text: 'x' }]);
    expect(chatStatus(bench.chat.smokey, 'u1').budget).toMatchObject({ counts: true, usedTokens: 100 });
    expect(chatStatus(bench.chat.smokey, 'u2').budget.usedTokens).toBe(0);
    expect((await bench.chat.measurePrompt('u1'))!.totalTokens).toBeLessThan(9_000);
  });

  it('while a file is waited for leaves a message with a word about it', async () => {
    await start({ script: [{ text: 'x' }] });
    const upload = { fileName: 'cube.gcode', path: 'cube.gcode', sizeBytes: 9 };
    bench.uploads.set('up', { ...upload, phase: 'sending' });
    const body = { ...bench.body('print it'), uploadIds: ['up'] };
    const { conversationId } = bench.chat.send('u1', 'new', body) as { conversationId: string };
    bench = await bench.crashAndRestart([{ text: 'Here.' }]);
    const { messages } = bench.chat.read('u1', conversationId)!;
    expect(messages[1]).toMatchObject({ role: 'smokey', status: 'stopped', parts: [{ type: 'notice' }] });
    bench.send('and now?', conversationId);
    await bench.idle(conversationId);
    expect(bench.provider.requests[0]!.text).toContain('print it');
  });
});
