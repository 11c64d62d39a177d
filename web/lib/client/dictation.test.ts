import './testing/runes.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dictation, recognitionHere, type Recognition } from './dictation.svelte.ts';

let made: StubRecognition[] = [];
class StubRecognition implements Recognition {
  lang = '';
  continuous = true;
  interimResults = false;
  running = false;
  onresult: Recognition['onresult'] = null;
  onerror: Recognition['onerror'] = null;
  onend: Recognition['onend'] = null;
  constructor() {
    made.push(this);
  }
  start() {
    this.running = true;
  }
  abort() {
    this.running = false;
    this.onend?.();
  }
  hear(...texts: string[]) {
    const results = texts.map((transcript) => Object.assign([{ transcript }], { isFinal: true }));
    this.onresult?.({ results });
  }
}

const newest = () => made.at(-1) as StubRecognition;
const begin = () => {
  const words: string[] = [];
  const ended = vi.fn<() => void>();
  const dictation = new Dictation(StubRecognition, { onWords: (text) => words.push(text), onEnd: ended });
  dictation.start();
  return { dictation, words, ended };
};

describe('dictation', () => {
  beforeEach(() => {
    made = [];
    vi.stubGlobal('navigator', { languages: ['en-GB'] });
  });

  afterEach(() => vi.unstubAllGlobals());

  it('gives everything said so far, and tells once when the person falls silent', () => {
    const { dictation, words, ended } = begin();
    newest().hear('heat the');
    newest().hear('heat the ', 'nozzle');
    expect(words).toEqual(['heat the', 'heat the nozzle']);
    newest().onend?.();
    expect(ended).toHaveBeenCalledOnce();
    expect(dictation.listening).toBe(false);
  });

  it('stops at once: nothing that is heard later counts, and nobody is told that it ended', () => {
    const { dictation, words, ended } = begin();
    newest().hear('stop');
    dictation.stop();
    expect(newest().running).toBe(false);
    newest().hear('stop that');
    expect(words).toEqual(['stop']);
    expect(ended).not.toHaveBeenCalled();
  });

  it('says why nothing was heard, and does not take silence for a message', () => {
    const { dictation, ended } = begin();
    newest().onerror?.({ error: 'not-allowed' });
    newest().onend?.();
    expect(dictation.problem).toMatch(/microphone/i);
    expect(ended).not.toHaveBeenCalled();
    dictation.start();
    expect(dictation.problem).toBeNull();
  });

  it('is not there without a recognition or without HTTPS', () => {
    vi.stubGlobal('window', { isSecureContext: true });
    expect(recognitionHere()).toBeNull();
    vi.stubGlobal('window', { isSecureContext: false, SpeechRecognition: StubRecognition });
    expect(recognitionHere()).toBeNull();
    vi.stubGlobal('window', { isSecureContext: true, webkitSpeechRecognition: StubRecognition });
    expect(recognitionHere()).toBe(StubRecognition);
  });
});
