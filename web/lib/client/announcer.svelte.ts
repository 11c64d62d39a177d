import type { ChatMessage } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { withoutCitations } from './citations.ts';

/** Says what Smokey writes to those who hear the page: whole sentences as they are finished. */
export class Announcer {
  words = $state('');
  readonly #onSentence: (text: string) => void;
  #messageId = '';
  #saidCharacters = 0;
  #started = false;

  /** @param onSentence told of each piece as it is announced, without who says it */
  constructor(onSentence: (text: string) => void = () => undefined) {
    this.#onSentence = onSentence;
  }

  /** Call with the newest message whenever it changes. What was there at the start is not read out. */
  follow(message: ChatMessage | undefined): void {
    if (!message || message.role !== 'smokey') {
      this.#started = true;
      return;
    }
    const text = message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    if (message.id !== this.#messageId) {
      this.#messageId = message.id;
      this.#saidCharacters = this.#started ? 0 : text.length;
    }
    this.#started = true;
    const fresh = text.slice(this.#saidCharacters);
    const end = message.status === 'streaming' ? fresh.search(/[.!?:](?=\s[^.!?:]*$)/) + 1 : fresh.length;
    if (end <= 0 || fresh.slice(0, end).trim() === '') return;
    this.#saidCharacters += end;
    const sentence = withoutCitations(fresh.slice(0, end)).trim();
    this.words = m.announce_smokey({ text: sentence });
    this.#onSentence(sentence);
  }
}
