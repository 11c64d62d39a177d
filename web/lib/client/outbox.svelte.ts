import { createContext } from 'svelte';
import { ApiError, onlyApi } from './api.ts';
import { keep, readKept } from './browser-store.ts';
import { sendMessage } from './chat-api.ts';
import { retryDelay } from './live-link.ts';
import { bodyOf, type Unsent } from './unsent.ts';

/** No answer, or one of a proxy whose server is away. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof ApiError && [0, 502, 503, 504].includes(error.status);

/** Signing in again or waiting does not help. */
const isFinal = ({ status }: ApiError): boolean =>
  status >= 400 && status < 500 && ![401, 408, 409, 429].includes(status);

/**
 * Messages that wait for the connection, of all conversations of a person: kept in this browser, sent in their order
 * as soon as it is back. The server keeps one id once, so that a lost answer, or another tab, doubles nothing.
 */
export class Outbox {
  #all = $state.raw<Unsent[]>([]);
  sendingId = $state<string | null>(null);
  #onStarted: (conversationId: string) => void = () => undefined;
  #kept = true;
  #busy = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #key: string;
  readonly #isLinked: () => boolean;
  readonly #hasConversation: (id: string) => boolean;
  readonly #send: typeof sendMessage;

  constructor(options: {
    userId: string;
    isLinked: () => boolean;
    hasConversation: (id: string) => boolean;
    send?: typeof sendMessage;
  }) {
    this.#key = `unsent-messages:${options.userId}`;
    this.#isLinked = options.isLinked;
    this.#hasConversation = options.hasConversation;
    this.#send = options.send ?? sendMessage;
  }

  /** What waits in a conversation; null for the one that is not begun yet. */
  of(conversationId: string | null): Unsent[] {
    return this.#all.filter((one) => this.#placeOf(one) === conversationId);
  }

  /** A conversation that was deleted cannot be opened any more: its words stand where a new one begins. */
  #placeOf({ conversationId, problem }: Unsent): string | null {
    const gone = problem && conversationId !== null && !this.#hasConversation(conversationId);
    return gone ? null : conversationId;
  }

  /** A message written now has to wait: there is no connection, or others of its conversation are before it. */
  mustWait(conversationId: string | null): boolean {
    return !this.#isLinked() || this.of(conversationId).some(isWaiting);
  }

  add(unsent: Unsent): void {
    this.#change((all) => [...all, unsent]);
    void this.catchUp();
  }

  /** Takes it out, and answers it where it was still here. */
  takeBack(id: string): Unsent | null {
    const taken = this.#all.find((one) => one.id === id) ?? null;
    this.#change((all) => all.filter((one) => one.id !== id));
    return taken;
  }

  /** Sends what was refused once more, as if it had just been written. */
  again(id: string): void {
    this.#change((all) =>
      all.map((one) =>
        one.id === id
          ? { ...one, conversationId: this.#placeOf(one), problem: null, writtenAtMs: Date.now() }
          : one,
      ),
    );
    void this.catchUp();
  }

  /** Told of the conversation that has begun; one listener at a time. */
  whenStarted(listener: (conversationId: string) => void): () => void {
    this.#onStarted = listener;
    return () => (this.#onStarted = () => undefined);
  }

  /** Takes what was kept before, and follows what other tabs of this browser do with it; returns its stop. */
  follow(): () => void {
    this.#all = readKept(this.#key);
    const changed = ({ key }: StorageEvent) => {
      if (key === this.#key) this.#all = readKept(this.#key);
    };
    window.addEventListener('storage', changed);
    return () => {
      window.removeEventListener('storage', changed);
      clearTimeout(this.#timer);
    };
  }

  /** Sends what waits, one after the other; what cannot be sent now is tried again. */
  async catchUp(): Promise<void> {
    if (this.#busy || !this.#isLinked()) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    try {
      for (let next = this.#all.find(isWaiting); next; next = this.#all.find(isWaiting))
        await this.#sendOne(next);
      this.#attempt = 0;
    } catch (error) {
      onlyApi(error);
      this.#timer = setTimeout(() => void this.catchUp(), retryDelay(this.#attempt++));
    } finally {
      this.#busy = false;
      this.sendingId = null;
    }
  }

  async #sendOne(unsent: Unsent): Promise<void> {
    const { id, conversationId, writtenAtMs } = unsent;
    this.sendingId = id;
    try {
      const waitedSeconds = Math.max(0, Date.now() - writtenAtMs) / 1000;
      const sent = await this.#send(conversationId, { ...bodyOf(unsent), waitedSeconds });
      const rest = (all: Unsent[]) => all.filter((one) => one.id !== id);
      if (conversationId !== null) return this.#change(rest);
      this.#change((all) =>
        rest(all).map((one) => ({ ...one, conversationId: one.conversationId ?? sent.conversationId })),
      );
      this.#onStarted(sent.conversationId);
    } catch (error) {
      if (!(error instanceof ApiError) || !isFinal(error)) throw error;
      const problem = { cause: error.message, remedy: error.remedy };
      this.#change((all) => all.map((one) => (one.id === id ? { ...one, problem } : one)));
    }
  }

  /** Other tabs write there too, so what is kept is read first. */
  #change(change: (all: Unsent[]) => Unsent[]): void {
    this.#all = change(this.#kept ? readKept(this.#key) : this.#all);
    this.#kept = keep(this.#key, this.#all);
  }
}

const isWaiting = ({ problem }: Unsent): boolean => problem === null;

export const [useOutbox, provideOutbox] = createContext<Outbox>();
