import { describe, expect, it } from 'vitest';
import { loadKnowledge, parseTopic, searchKnowledge } from './index.ts';

describe('topics', () => {
  it('all have a title, names and sources', () => {
    const topics = loadKnowledge();
    expect(topics.length).toBeGreaterThanOrEqual(67);
    for (const topic of topics) {
      expect(topic.title.length, topic.id).toBeGreaterThan(3);
      expect(topic.sources.length, topic.id).toBeGreaterThan(0);
      expect(topic.passages.join('').length, topic.id).toBeGreaterThan(100);
    }
  });

  it('a file without front matter is named', () => {
    expect(() => parseTopic('lost', '# No front matter')).toThrow(/lost\.md/);
  });
});

describe('search', () => {
  it.each([
    ['fine hairs between the towers', 'stringing'],
    ['corners lift off the plate', 'warping'],
    ['print jumped sideways halfway', 'layer-shift'],
    ['the extruder clicks and nothing comes out', 'clogging'],
    ['bottom edge bulges outwards', 'elephant-foot'],
    ['401 Unauthorized', 'trouble-login'],
    ["Lost communication with MCU 'mcu'", 'trouble-mcu'],
    ['how do I dry filament', 'drying-storage'],
  ])('%s → %s', (query, topic) => {
    expect(searchKnowledge(query)[0]?.id).toBe(topic);
  });

  it('finds nothing good for what has nothing to do with printing', () => {
    expect(searchKnowledge('what is the capital of France')[0]?.score ?? 0).toBeLessThan(40);
    expect(searchKnowledge('')).toEqual([]);
  });

  it('gives at most as many topics as asked for', () => {
    expect(searchKnowledge('bed mesh', { limit: 2 })).toHaveLength(2);
  });
});
