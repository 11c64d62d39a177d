import { describe, expect, it } from 'vitest';
import { loadGlossary, parseGlossary, termsIn } from './glossary.ts';
import { loadKnowledge } from './topics.ts';

const names = (text: string): string[] => termsIn(text).map(({ name }) => name);

describe('the glossary', () => {
  it('has one line a word, and names topics that are there', () => {
    const topics = new Set(loadKnowledge().map(({ id }) => id));
    const glossary = loadGlossary();
    expect(glossary.length).toBeGreaterThan(70);
    for (const { name, topic, text } of glossary) {
      expect(text, name).toMatch(/\.$/);
      if (topic) expect(topics, name).toContain(topic);
    }
    const all = glossary.flatMap((term) => term.names);
    expect(new Set(all).size).toBe(all.length);
  });

  it('finds words in their order, whole ones only, and of two that overlap the longer', () => {
    expect(names('M104 or m109?')).toEqual(['M104', 'M109']);
    expect(names('the M1091 of a hotends')).toEqual([]);
    expect(names('what is a bowden tube')).toEqual(['bowden']);
    expect(names('FIRMWARE_RESTART')).toEqual(['FIRMWARE_RESTART']);
  });

  it('leaves lines for people alone', () => {
    expect(parseGlossary('# Words\n\nfor | people\n- a | b | It is. |')).toEqual([
      { name: 'a', names: ['a', 'b'], text: 'It is.', topic: null },
    ]);
  });
});
