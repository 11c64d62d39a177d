import { createContext } from 'svelte';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What a voice cannot say: signs of Markdown, numbers of sources, addresses. */
export function spokenText(text: string): string {
  return text
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\d+\]/g, '')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[*_`#|>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const COOKIE = /(?:^|; )aloud=on/;

/** The browser's voice, where it has one. Off until somebody wants it; the choice is kept. */
export class Speaker {
  /** Known once the page lives: servers have no voice. */
  available = $state(false);
  on = $state(false);
  speaking = $state(false);
  #waiting = 0;

  /** Call when the page has come alive; returns its stop. */
  begin(): () => void {
    this.available = 'speechSynthesis' in window;
    this.on = this.available && COOKIE.test(document.cookie);
    return () => this.stop();
  }

  toggle(): void {
    this.on = !this.on;
    document.cookie = this.on
      ? 'aloud=on; path=/; max-age=31536000; samesite=lax'
      : 'aloud=; path=/; max-age=0; samesite=lax';
    if (!this.on) this.stop();
  }

  /** Says a sentence after those before it, while speaking is on. */
  say(text: string): void {
    const words = spokenText(text);
    if (!this.on || words === '') return;
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = getLocale() === 'en' ? 'en-GB' : 'sv-SE';
    const round = this.#round;
    const ended = () => {
      if (round !== this.#round) return;
      this.#waiting -= 1;
      this.speaking = this.#waiting > 0;
    };
    utterance.addEventListener('end', ended);
    utterance.addEventListener('error', ended);
    this.#waiting += 1;
    this.speaking = true;
    window.speechSynthesis.speak(utterance);
  }
  #round = 0;

  /** Silent at once; what was still to be said is dropped. */
  stop(): void {
    this.#round += 1;
    this.#waiting = 0;
    this.speaking = false;
    if (this.available) window.speechSynthesis.cancel();
  }
}

export const [useSpeaker, provideSpeaker] = createContext<Speaker>();
