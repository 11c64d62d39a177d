import './testing/runes.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Speaker, spokenText } from './speaker.svelte.ts';

class StubUtterance extends EventTarget {
  lang = '';
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

let queue: StubUtterance[] = [];
beforeEach(() => {
  queue = [];
  vi.stubGlobal('document', { cookie: '' });
  vi.stubGlobal('SpeechSynthesisUtterance', StubUtterance);
  vi.stubGlobal('window', {
    speechSynthesis: { speak: (one: StubUtterance) => queue.push(one), cancel: () => (queue = []) },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('reading answers aloud', () => {
  it('is silent until it is wanted', () => {
    const speaker = new Speaker();
    speaker.begin();
    speaker.say('Nozzle 205 degrees.');
    expect(queue).toEqual([]);
    speaker.toggle();
    speaker.say('Nozzle 205 degrees.');
    expect(queue.map(({ text }) => text)).toEqual(['Nozzle 205 degrees.']);
    expect(speaker.speaking).toBe(true);
  });

  it('is silent at once, and ends of dropped sentences do not count', () => {
    const speaker = new Speaker();
    speaker.begin();
    speaker.toggle();
    speaker.say('One.');
    speaker.say('Two.');
    const [first] = queue;
    speaker.stop();
    expect([queue.length, speaker.speaking]).toEqual([0, false]);
    speaker.say('Three.');
    first?.dispatchEvent(new Event('end'));
    expect(speaker.speaking).toBe(true);
    queue[0]?.dispatchEvent(new Event('end'));
    expect(speaker.speaking).toBe(false);
  });

  it('is not offered where the browser has no voice', () => {
    vi.stubGlobal('window', {});
    const speaker = new Speaker();
    speaker.begin()();
    expect(speaker.available).toBe(false);
  });

  it('leaves out what cannot be said', () => {
    expect(spokenText('**205 °C** is right.[2] See [the topic](https://a.b/c) `M104`')).toBe(
      '205 °C is right. See the topic M104',
    );
    expect(spokenText('```gcode\nG28\n```')).toBe('');
  });
});
