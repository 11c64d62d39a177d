import './testing/runes.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ActionView, ChatMessage, ConversationSummary, UploadView } from '#lib/contracts.ts';
import { Conversation } from './conversation.svelte.ts';
import { Live } from './live.svelte.ts';

/** The stream of a tab, as the test plays it. */
class Stream extends EventTarget {
  static newest: Stream;
  constructor() {
    super();
    Stream.newest = this;
  }
  close(): void {}
  tell(name: string, data: unknown): void {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data) }));
  }
}

/** What was asked for and is not answered yet: path → the answer. */
let asked: Map<string, (body: unknown) => void>;
beforeEach(() => {
  vi.useFakeTimers();
  asked = new Map();
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible', cookie: '' }));
  vi.stubGlobal(
    'fetch',
    (path: string) =>
      new Promise<Response>((resolve) => asked.set(path, (body) => resolve(Response.json(body)))),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab that has lost its stream and has it again. */
function afterGap() {
  const live = new Live({ snapshots: [], conversations: [], waiting: 0 });
  live.connect(null);
  const begin = () => Stream.newest.dispatchEvent(new Event('open'));
  begin();
  return {
    live,
    again() {
      Stream.newest.dispatchEvent(new Event('error'));
      vi.runOnlyPendingTimers();
      begin();
    },
    answer: async (path: string, body: unknown) => {
      await vi.waitFor(() => expect([...asked.keys()]).toContain(path));
      asked.get(path)!(body);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const action = (id: string, status: ActionView['status']) =>
  ({ id, status, createdAtMs: 0, serverNowMs: Date.now() }) as ActionView;
const titled = (id: string, title: string): ConversationSummary => ({
  ...{ id, title, printerIds: [] },
  ...{ createdAtMs: 0, updatedAtMs: 0 },
});
const upload = (phase: UploadView['phase'], sentBytes: number) =>
  ({ id: 'u', phase, receivedBytes: 9, sentBytes, error: null }) as UploadView;

it('knows after a gap what has come to wait, and what has been decided', async () => {
  const { live, again, answer } = afterGap();
  live.takeActions([action('old', 'pending')]);
  again();
  await answer('/api/actions?open', [action('new', 'pending')]);
  await answer('/api/actions/old', action('old', 'declined'));
  expect([live.action('new')?.status, live.action('old')?.status]).toEqual(['pending', 'declined']);
});

it('a title that is given while the list is on its way stays', async () => {
  const { live, again, answer } = afterGap();
  again();
  await vi.waitFor(() => expect([...asked.keys()]).toContain('/api/chat'));
  Stream.newest.tell('conversation', { conversation: titled('a', 'Stones'), deletedId: null });
  Stream.newest.tell('conversation', { conversation: null, deletedId: 'b' });
  await answer('/api/chat', [titled('a', 'quartz?'), titled('b', 'gone'), titled('c', 'kept')]);
  expect(live.conversations.map(({ title }) => title).sort()).toEqual(['Stones', 'kept']);
});

it('an upload that ended during a gap is not for ever on its way', async () => {
  const { live, again, answer } = afterGap();
  live.takeUpload(upload('sending', 4));
  again();
  await answer('/api/uploads/u/view', upload('done', 9));
  expect(live.upload('u')?.phase).toBe('done');
});

it('an answer that the stream has overtaken is left out', async () => {
  const { live, again, answer } = afterGap();
  live.takeUpload(upload('checking', 0));
  again();
  Stream.newest.tell('upload', { upload: upload('done', 9) });
  await answer('/api/uploads/u/view', upload('sending', 4));
  expect(live.upload('u')?.phase).toBe('done');
});

it('a question told to nobody, between the making of a page and its stream, stands there after the greeting', async () => {
  const said = (id: string): ChatMessage => ({
    ...{ id, conversationId: 'c', role: 'person', status: 'done', createdAtMs: 0 },
    ...{ parts: [{ type: 'text', text: id }], error: null, model: null },
  });
  const both = [said('asked'), said('answered')];
  const read = () => Promise.resolve({ messages: both, earlier: false });
  const conversation = new Conversation('c', { messages: [], earlier: false, turn: 'idle' }, read);
  const live = new Live({ snapshots: [], conversations: [], waiting: 0 });
  live.listen(conversation);
  live.connect('c');
  Stream.newest.tell('message', { message: said('answered'), lastIds: both.map(({ id }) => id) });
  await vi.waitFor(() => expect(conversation.messages.map(({ id }) => id)).toEqual(['asked', 'answered']));
});
