import { describe, expect, it } from 'vitest';
import type { PendingAction } from '#mcp/gate/types.ts';
import { personEntry } from '#smokey';
import type { ChatMessage, ChatPart } from '../../contracts.ts';
import { kindOf } from './attachments.ts';
import { exportFileName, toMarkdown } from './export.ts';
import { endRunningParts, foldEvent } from './fold.ts';
import { judgeRetry } from './retry.ts';
import { titleFrom } from './title.ts';
import { isUrgent } from './urgent.ts';

describe('a title', () => {
  it.each([
    ['how hot is the nozzle?', [], 'how hot is the nozzle?'],
    ['  # Big *news*\n\n```\nG28\n```\n it prints', [], 'Big news it prints'],
    ['', ['cube.gcode'], 'cube.gcode'],
    ['🔥🔥🔥', [], 'New conversation'],
    ['\u202Eabc\u0000', [], 'abc'],
  ])('of %j with %j is %j', (text, names, title) => {
    expect(titleFrom(text, names)).toBe(title);
  });

  it('of a long message ends at a word', () => {
    const title = titleFrom('please '.repeat(40), []);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(title).toMatch(/please…$/);
  });
});

describe('parts of a message', () => {
  it('grow with the text, and a tool line takes the place of its running one', () => {
    const parts: ChatPart[] = [];
    foldEvent(parts, { type: 'text', text: 'a' });
    expect(foldEvent(parts, { type: 'text', text: 'b' })).toEqual([
      { kind: 'delta', partIndex: 0, at: 1, text: 'b' },
    ]);
    foldEvent(parts, { type: 'tool-started', callId: 'k', name: 'get_status', title: 'Status', args: {} });
    foldEvent(parts, { type: 'text', text: 'c' });
    const done = { type: 'tool-finished' as const, callId: 'k', state: 'done' as const, durationMs: 3 };
    const changes = foldEvent(parts, { ...done, result: { a: 1 }, text: 'ok' });
    expect(changes).toMatchObject([
      { kind: 'part', partIndex: 1, part: { state: 'done', result: { a: 1 } } },
    ]);
    expect(parts.map(({ type }) => type)).toEqual(['text', 'tool', 'text']);
  });

  it('that still ran when all ended say so', () => {
    const parts: ChatPart[] = [];
    foldEvent(parts, { type: 'tool-started', callId: 'k', name: 'get_status', title: 'Status', args: {} });
    endRunningParts(parts, 'over');
    expect(parts[0]).toMatchObject({ state: 'failed', text: 'over' });
  });
});

it.each([
  ['a.gcode', 'gcode'],
  ['b.STL', 'model'],
  ['c.3mf', 'model'],
  ['d.step', 'model'],
  ['e.jpg', 'image'],
  ['f.csv', 'csv'],
  ['g.exe', 'other'],
  ['gcode', 'other'],
])('%s is of the kind %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind);
});

describe('asking again', () => {
  const message = (id: string, role: ChatMessage['role'], text: string): ChatMessage => ({
    id,
    conversationId: 'c',
    role,
    createdAtMs: 0,
    parts: [{ type: 'text', text }],
    status: 'done',
    error: null,
  });
  const messages = [message('1', 'person', 'hi'), message('2', 'smokey', 'yes')];

  it('takes the answers away and may change the words', () => {
    const step = { kind: 'step' as const, text: 'yes', calls: [], atMs: 0 };
    const judged = judgeRetry(messages, [personEntry('hi', [], 0), step], 'hello');
    expect(judged).toMatchObject({ asked: { id: '1', parts: [{ text: 'hello' }] }, gone: [{ id: '2' }] });
  });

  it('never takes away what was decided about a printer', () => {
    const call = { callId: 'k', tool: 'home', args: {}, failed: false, data: null, text: '', pictureIds: [] };
    const step = {
      kind: 'step' as const,
      text: '',
      calls: [{ ...call, actionId: 'a', outcome: null }],
      atMs: 0,
    };
    expect(judgeRetry(messages, [personEntry('hi', [], 0), step])).toMatchObject({
      refused: { status: 409 },
    });
  });
});

it('a conversation is written down as Markdown, with what was decided', () => {
  const conversation = { id: 'c', title: 'Größe: ../../x?', printerIds: [], createdAtMs: 0, updatedAtMs: 0 };
  const parts: ChatPart[] = [
    { type: 'text', text: 'I would heat it.' },
    { type: 'action', actionId: 'a' },
    { type: 'attachment', name: 'a\nb.gcode', kind: 'gcode', sizeBytes: 1, path: null, url: null },
  ];
  const base = {
    id: 'm',
    conversationId: 'c',
    role: 'smokey' as const,
    createdAtMs: 0,
    status: 'done' as const,
  };
  const action = {
    summary: { title: 'Set the nozzle to 200 °C' },
    status: 'done',
    outcome: { text: 'Target is 200 °C.' },
  };
  const text = toMarkdown(
    { conversation, messages: [{ ...base, parts, error: null }] },
    () => action as PendingAction,
  );
  expect(text).toContain('## Smokey, 1970-01-01 00:00 UTC');
  expect(text).toContain('> **Set the nozzle to 200 °C**: done. Target is 200 °C.');
  expect(text).toContain('> Attached: a b.gcode');
  expect(exportFileName(conversation, 'md')).toBe('gro-e-x.md');
});

describe('an urgent message', () => {
  it.each([
    'STOP!',
    'stop it now',
    'something is burning',
    'there is smoke coming out',
    'emergency stop',
    'es brennt',
    'det brinner',
    '¡para ya!',
    'ça brûle',
  ])('is %j', (text) => expect(isUrgent(text)).toBe(true));
  it.each([
    'Smokey, how hot is the bed?',
    'thanks',
    'can you stop by later',
    'how far is it?',
    'parameters of PETG',
  ])('is not %j', (text) => expect(isUrgent(text)).toBe(false));
});
