import type { ChatMessage, ChatPart, LiveEvents, Tick } from '#lib/contracts.ts';
import { FIRST_MESSAGES } from '#lib/page-size.ts';
import { sayMessage } from '#lib/said/views.ts';
import { onlyApi } from './api.ts';
import type { ChatListener } from './live.svelte.ts';
import { Readings } from './readings.ts';
import { Ticks } from './ticks.svelte.ts';

type ReadMessages = (
  id: string,
  page: { last: number; before?: string },
) => Promise<{ messages: ChatMessage[]; earlier: boolean }>;

/** One conversation as it stands: whole messages, with the one being written growing by deltas. */
export class Conversation implements ChatListener {
  readonly id: string | null;
  messages = $state.raw<ChatMessage[]>([]);
  doing = $state<'idle' | 'working' | 'waiting'>('idle');
  /** There are messages before the first one here. */
  earlier = $state(false);
  readonly ticked: Ticks;
  #turnsTold = 0;
  readonly #read: ReadMessages;
  readonly #readings = new Readings();

  constructor(
    id: string | null,
    first: {
      messages: ChatMessage[];
      earlier: boolean;
      turn: 'idle' | 'working' | 'waiting';
      ticks?: Tick[];
    },
    read: ReadMessages,
  ) {
    this.id = id;
    this.messages = first.messages.map(sayMessage);
    this.earlier = first.earlier;
    this.doing = first.turn;
    this.ticked = new Ticks(id, first.ticks);
    this.#read = read;
  }

  message({ message, lastIds = [] }: LiveEvents['message']): void {
    this.#told(message, () => this.#put(message));
    if (message.conversationId !== this.id) return;
    // Said after the page was made and before the stream was open: told to nobody.
    const isMissed = (id: string) => !this.messages.some((one) => one.id === id);
    if (lastIds.some(isMissed)) this.reread().catch(onlyApi);
  }

  delta(data: LiveEvents['delta']): void {
    this.#told(data, () => this.#change(data, (part) => longer(part, data)));
  }

  part(data: LiveEvents['part']): void {
    this.#told(data, () => this.#change(data, () => data.part));
  }

  turn(data: LiveEvents['turn']): void {
    if (data.conversationId !== this.id) return;
    this.doing = data.state;
    this.#turnsTold += 1;
  }

  /**
   * Counts as working while something is asked that makes Smokey work. What the stream tells is newer: a quick answer
   * has come to its end before the request has.
   */
  async working<T>(ask: () => Promise<T>): Promise<T> {
    const [before, told] = [this.doing, this.#turnsTold];
    this.doing = 'working';
    try {
      return await ask();
    } catch (error) {
      if (this.#turnsTold === told) this.doing = before;
      throw error;
    }
  }

  ticks(data: LiveEvents['ticks']): void {
    if (data.conversationId === this.id) this.ticked.take(data.ticks);
  }

  /** Reads it anew, as after an answer was asked for again. */
  async reread(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    await this.#readings.read(
      () => this.#read(id, { last: Math.max(FIRST_MESSAGES, this.messages.length) }),
      (page) => {
        this.messages = page.messages.map(sayMessage);
        this.earlier = page.earlier;
      },
    );
  }

  /** Puts what was said before the first message here in front of it. */
  async readEarlier(): Promise<void> {
    const [first] = this.messages;
    if (this.id === null || !first) return;
    const page = await this.#read(this.id, { last: FIRST_MESSAGES, before: first.id });
    // Meanwhile it may have been read anew.
    if (this.messages[0]?.id !== first.id) return;
    this.messages = [...page.messages.map(sayMessage), ...this.messages];
    this.earlier = page.earlier;
  }

  /** After a gap the server's copy is the truth. */
  reopened(): void {
    // Where this fails the stream is lost again as well, and its next opening reads.
    this.reread().catch(onlyApi);
    void this.ticked.catchUp();
  }

  #told({ conversationId }: { conversationId: string }, put: () => void): void {
    if (conversationId === this.id) this.#readings.tell(put);
  }

  #put(message: ChatMessage): void {
    const known = this.messages.some((one) => one.id === message.id);
    this.messages = known
      ? this.messages.map((one) => (one.id === message.id ? message : one))
      : [...this.messages, message];
  }

  #change(
    at: { messageId: string; partIndex: number },
    change: (part: ChatPart | undefined) => ChatPart | undefined,
  ): void {
    this.messages = this.messages.map((message) => {
      if (message.id !== at.messageId) return message;
      const part = change(message.parts[at.partIndex]);
      return part ? { ...message, parts: message.parts.toSpliced(at.partIndex, 1, part) } : message;
    });
  }
}

/** Text that is there already, from a later reading, stays as it is. */
function longer(part: ChatPart | undefined, { at, text }: LiveEvents['delta']): ChatPart | undefined {
  if (part?.type !== 'text' || part.text.length >= at + text.length) return part;
  return { ...part, text: part.text.slice(0, at) + text };
}
