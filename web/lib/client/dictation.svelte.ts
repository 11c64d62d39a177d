import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';

/** The part of the browser's speech recognition that is used here. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  abort(): void;
  onresult:
    | ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void)
    | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
}
type RecognitionMaker = new () => Recognition;

/** The browser's own speech recognition, or null: some have none, and none listens on a page without HTTPS. */
export function recognitionHere(): RecognitionMaker | null {
  if (typeof window === 'undefined' || !window.isSecureContext) return null;
  const names = window as unknown as Record<string, RecognitionMaker | undefined>;
  return names.SpeechRecognition ?? names.webkitSpeechRecognition ?? null;
}

const PROBLEMS: Record<string, () => string> = {
  'not-allowed': m.voice_not_allowed,
  'service-not-allowed': m.voice_not_allowed,
  'audio-capture': m.voice_no_microphone,
  'no-speech': m.voice_nothing_heard,
  network: m.voice_no_network,
  'language-not-supported': m.voice_no_language,
};

/** Spoken words on their way to the composer. They are never sent from here. */
export class Dictation {
  listening = $state(false);
  problem = $state<string | null>(null);
  #current: Recognition | null = null;
  readonly #make: RecognitionMaker;
  readonly #onWords: (words: string) => void;
  readonly #onEnd: () => void;

  /**
   * @param onWords everything said since the start, as it is understood so far
   * @param onEnd told when the person has fallen silent and something was said
   */
  constructor(make: RecognitionMaker, parts: { onWords: (words: string) => void; onEnd: () => void }) {
    this.#make = make;
    this.#onWords = parts.onWords;
    this.#onEnd = parts.onEnd;
  }

  start(): void {
    this.stop();
    this.problem = null;
    const recognition = new this.#make();
    const mine = () => this.#current === recognition;
    recognition.lang =
      getLocale() === 'en'
        ? (navigator.languages.find((one) => one.startsWith('en')) ?? 'en-GB')
        : getLocale();
    recognition.continuous = false;
    recognition.interimResults = true;
    let said = '';
    recognition.onresult = ({ results }) => {
      if (!mine()) return;
      said = Array.from(results, (result) => result[0]?.transcript ?? '')
        .join('')
        .trim();
      this.#onWords(said);
    };
    recognition.onerror = ({ error }) => {
      if (!mine() || error === 'aborted') return;
      this.problem = (PROBLEMS[error] ?? m.voice_failed)();
      said = '';
    };
    recognition.onend = () => {
      if (!mine()) return;
      this.#current = null;
      this.listening = false;
      if (said !== '') this.#onEnd();
    };
    this.#current = recognition;
    this.listening = true;
    try {
      recognition.start();
    } catch (refused) {
      if (!(refused instanceof DOMException)) throw refused;
      this.stop();
      this.problem = m.voice_failed();
    }
  }

  /** Stops at once; what was understood stays where it is. */
  stop(): void {
    const current = this.#current;
    this.#current = null;
    this.listening = false;
    current?.abort();
  }
}
