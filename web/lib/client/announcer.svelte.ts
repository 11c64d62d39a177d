import type { ChatMessage } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';

/** Says what Smokey writes to those who hear the page: whole sentences as they are finished. */
export class Announcer {
  words = $state('');
  #messageId = '';
  #saidCharacters = 0;
  #started = false;

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
    this.words = m.announce_smokey({ text: fresh.slice(0, end).trim() });
  }
}
