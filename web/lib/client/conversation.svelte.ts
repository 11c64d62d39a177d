import type { ChatMessage, ChatPart } from '#lib/contracts.ts';
import { FIRST_MESSAGES } from '#lib/page-size.ts';
import { sayMessage } from '#lib/said/views.ts';
import type { ChatListener } from './live.svelte.ts';

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
  readonly #read: ReadMessages;

  constructor(
    id: string | null,
    first: { messages: ChatMessage[]; earlier: boolean; turn: 'idle' | 'working' | 'waiting' },
    read: ReadMessages,
  ) {
    this.id = id;
    this.messages = first.messages.map(sayMessage);
    this.earlier = first.earlier;
    this.doing = first.turn;
    this.#read = read;
  }

  message({ message }: { message: ChatMessage }): void {
    if (message.conversationId !== this.id) return;
    const known = this.messages.some((one) => one.id === message.id);
    this.messages = known
      ? this.messages.map((one) => (one.id === message.id ? message : one))
      : [...this.messages, message];
  }

  delta(data: { conversationId: string; messageId: string; partIndex: number; text: string }): void {
    this.#change(data, (part) => (part?.type === 'text' ? { ...part, text: part.text + data.text } : part));
  }

  part(data: { conversationId: string; messageId: string; partIndex: number; part: ChatPart }): void {
    this.#change(data, () => data.part);
  }

  turn(data: { conversationId: string; state: 'idle' | 'working' | 'waiting' }): void {
    if (data.conversationId === this.id) this.doing = data.state;
  }

  /** Reads it anew, as after an answer was asked for again. */
  async reread(): Promise<void> {
    if (this.id === null) return;
    const page = await this.#read(this.id, { last: Math.max(FIRST_MESSAGES, this.messages.length) });
    this.messages = page.messages.map(sayMessage);
    this.earlier = page.earlier;
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
    void this.reread();
  }

  #change(
    at: { conversationId: string; messageId: string; partIndex: number },
    change: (part: ChatPart | undefined) => ChatPart | undefined,
  ): void {
    if (at.conversationId !== this.id) return;
    this.messages = this.messages.map((message) => {
      if (message.id !== at.messageId) return message;
      const part = change(message.parts[at.partIndex]);
      return part ? { ...message, parts: message.parts.toSpliced(at.partIndex, 1, part) } : message;
    });
  }
}
