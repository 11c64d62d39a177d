import { createContext, untrack } from 'svelte';
import type {
  ActionView,
  ConversationSummary,
  LiveEvents,
  PrinterSnapshot,
  UploadView,
} from '#lib/contracts.ts';
import { sayAction, sayMessage, sayPart, saySnapshot, sayUpload } from '#lib/said/views.ts';
import { time } from './clock.svelte.ts';
import { readAction, readOpenActions } from './actions.ts';
import { onlyApi } from './api.ts';
import { readConversations } from './chat-api.ts';
import { withActions } from './known-actions.ts';
import { isOvertaken, isUnderWay } from './known-uploads.ts';
import { connectLive, type LiveHandlers } from './live-link.ts';
import { Readings } from './readings.ts';
import { readUpload } from './upload.ts';

type ChatEvents = Pick<LiveEvents, 'message' | 'delta' | 'part' | 'turn' | 'ticks'>;
/** What a conversation listens to; `reopened` says that events may have been missed. */
export type ChatListener = { [Name in keyof ChatEvents]: (data: ChatEvents[Name]) => void } & {
  reopened: () => void;
};

/** All that is live in this tab, folded from one event stream. Handed down by context. */
export class Live {
  #snapshots = $state.raw<Record<string, PrinterSnapshot>>({});
  #actions = $state.raw<Record<string, ActionView>>({});
  #uploads = $state.raw<Record<string, UploadView>>({});
  conversations = $state.raw<ConversationSummary[]>([]);
  waiting = $state(0);
  /** Epoch milliseconds since the stream is lost, null while it is open or not yet opened. */
  lostSinceMs = $state<number | null>(null);
  #listener: ChatListener | null = null;
  readonly #lists = new Readings();

  constructor(first: {
    snapshots: PrinterSnapshot[];
    conversations: ConversationSummary[];
    waiting: number;
  }) {
    this.#snapshots = Object.fromEntries(
      first.snapshots.map((snapshot) => [snapshot.printerId, saySnapshot(snapshot)]),
    );
    this.conversations = first.conversations;
    this.waiting = first.waiting;
  }

  /** The newest snapshot of a printer, null before the first. */
  snapshot(printerId: string | null): PrinterSnapshot | null {
    return printerId === null ? null : (this.#snapshots[printerId] ?? null);
  }

  action(id: string): ActionView | null {
    return this.#actions[id] ?? null;
  }

  /** All known actions, newest first. */
  get actions(): ActionView[] {
    return Object.values(this.#actions).sort((a, b) => b.createdAtMs - a.createdAtMs);
  }

  upload(id: string): UploadView | null {
    return this.#uploads[id] ?? null;
  }

  /** Takes actions from the stream, from the API or that came with the page. */
  takeActions(actions: ActionView[]): void {
    // Called from effects: reading what is written here would run them for ever.
    this.#actions = withActions(
      untrack(() => this.#actions),
      actions.map(sayAction),
    );
  }

  /** Takes an upload that was read from the API; what the stream has said since is newer. */
  takeUpload(upload: UploadView): void {
    if (isOvertaken(upload, this.#uploads[upload.id])) return;
    this.#uploads = { ...this.#uploads, [upload.id]: sayUpload(upload) };
  }

  listen(listener: ChatListener): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }

  /** Opens the stream, for a conversation where there is one; returns its stop. */
  connect(conversationId: string | null): () => void {
    let opened = false;
    const url =
      conversationId === null ? '/api/live' : `/api/live?conversation=${encodeURIComponent(conversationId)}`;
    return connectLive(url, this.#handlers(), (state) => {
      if (state === 'lost') {
        this.lostSinceMs ??= Date.now();
        return;
      }
      if (opened) {
        this.#listener?.reopened();
        this.#catchUp();
      }
      opened = true;
      this.lostSinceMs = null;
    });
  }

  /** What came, moved on or ended during a gap. Where it cannot be read, the next opening reads. */
  #catchUp(): void {
    for (const reading of [this.#rereadActions(), this.#rereadUploads(), this.#rereadConversations()])
      reading.catch(onlyApi);
  }

  async #rereadActions(): Promise<void> {
    const before = this.actions.filter(({ status }) => status === 'pending' || status === 'approved');
    const open = await readOpenActions();
    this.takeActions(open);
    const ended = before.filter(({ id }) => !open.some((action) => action.id === id));
    // One that is gone with its printer: the card says so when it is pressed.
    for (const { id } of ended) readAction(id).then((action) => this.takeActions([action]), onlyApi);
  }

  async #rereadUploads(): Promise<void> {
    for (const { id } of Object.values(this.#uploads).filter(isUnderWay)) {
      const upload = await readUpload(id);
      if (upload) this.takeUpload(upload);
    }
  }

  #rereadConversations(): Promise<void> {
    return this.#lists.read(readConversations, (read) => (this.conversations = read));
  }

  #handlers(): LiveHandlers {
    return {
      printers: ({ atMs, printers, gone }) => {
        time.align(atMs);
        time.heard();
        if (printers.length === 0 && !gone?.length) return;
        const next = { ...this.#snapshots };
        for (const snapshot of printers) next[snapshot.printerId] = saySnapshot(snapshot);
        for (const id of gone ?? []) delete next[id];
        this.#snapshots = next;
      },
      action: ({ action, waiting }) => {
        time.align(action.serverNowMs);
        this.takeActions([action]);
        this.waiting = waiting;
      },
      waiting: ({ waiting }) => (this.waiting = waiting),
      upload: ({ upload }) => (this.#uploads = { ...this.#uploads, [upload.id]: sayUpload(upload) }),
      conversation: (data) => this.#lists.tell(() => this.#fold(data)),
      message: (data) => this.#listener?.message({ ...data, message: sayMessage(data.message) }),
      delta: (data) => this.#listener?.delta(data),
      part: (data) => this.#listener?.part({ ...data, part: sayPart(data.part) }),
      turn: (data) => this.#listener?.turn(data),
      ticks: (data) => this.#listener?.ticks(data),
    };
  }

  #fold({ conversation, deletedId }: LiveEvents['conversation']): void {
    const others = this.conversations.filter((one) => one.id !== deletedId && one.id !== conversation?.id);
    this.conversations = conversation
      ? [conversation, ...others].sort((a, b) => b.updatedAtMs - a.updatedAtMs)
      : others;
  }
}

export const [useLive, provideLive] = createContext<Live>();
