import type { ChatMessage, ChatPart } from '#lib/contracts.ts';
import { sayMessage } from '#lib/said/views.ts';
import type { ChatListener } from './live.svelte.ts';

/** One conversation as it stands: whole messages, with the one being written growing by deltas. */
export class Conversation implements ChatListener {
  readonly id: string | null;
  messages = $state.raw<ChatMessage[]>([]);
  doing = $state<'idle' | 'working' | 'waiting'>('idle');
  readonly #reload: () => Promise<ChatMessage[]>;

  constructor(
    id: string | null,
    messages: ChatMessage[],
    doing: 'idle' | 'working' | 'waiting',
    reload: () => Promise<ChatMessage[]>,
  ) {
    this.id = id;
    this.messages = messages.map(sayMessage);
    this.doing = doing;
    this.#reload = reload;
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
    this.messages = (await this.#reload()).map(sayMessage);
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
