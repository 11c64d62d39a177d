import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown, safeHref, type Inline } from './markdown.ts';

const hrefs = (parts: Inline[]): string[] =>
  parts.flatMap((part) =>
    part.type === 'link' ? [part.href] : 'children' in part ? hrefs(part.children) : [],
  );
const plain = (parts: Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : 'children' in part ? plain(part.children) : '')).join('');

describe('what a model may not do with its words', () => {
  test('script tags stay text', () => {
    const [block] = parseMarkdown('<script>alert(1)</script><img src=x onerror=alert(2)>');
    expect(block).toEqual({
      type: 'paragraph',
      children: [{ type: 'text', text: '<script>alert(1)</script><img src=x onerror=alert(2)>' }],
    });
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/api/x',
    'file:///etc/passwd',
  ])('the link target %s is refused', (target) => {
    expect(safeHref(target)).toBeNull();
    expect(hrefs(parseInline(`[press](${target})`))).toEqual([]);
  });

  test('pictures are never pictures, not even links', () => {
    const parts = parseInline('![a cat](https://example.com/track.png)');
    expect(hrefs(parts)).toEqual([]);
    expect(plain(parts)).toBe('a cat');
  });

  test('ten thousand links and endless lines are parsed in well under a second', () => {
    const started = performance.now();
    parseMarkdown(
      `${'[a](https://example.com) '.repeat(10_000)}\n${'x'.repeat(500_000)}\n${'**'.repeat(20_000)}`,
    );
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('what it may', () => {
  test('bold, code, links and source numbers', () => {
    expect(parseInline('Set **205 °C**, see `M104` and [here](https://example.com/a).[2]')).toEqual([
      { type: 'text', text: 'Set ' },
      { type: 'strong', children: [{ type: 'text', text: '205 °C' }] },
      { type: 'text', text: ', see ' },
      { type: 'code', text: 'M104' },
      { type: 'text', text: ' and ' },
      { type: 'link', href: 'https://example.com/a', children: [{ type: 'text', text: 'here' }] },
      { type: 'text', text: '.' },
      { type: 'cite', number: 2 },
    ]);
  });

  test('a bare address loses the full stop that ends the sentence', () => {
    expect(hrefs(parseInline('Look at https://www.klipper3d.org/Config_checks.html.'))).toEqual([
      'https://www.klipper3d.org/Config_checks.html',
    ]);
  });

  test('lists keep their numbers, also when they do not begin with one', () => {
    expect(parseMarkdown('3. Heat\n4. Home')).toEqual([
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [[{ type: 'text', text: 'Heat' }], [{ type: 'text', text: 'Home' }]],
      },
    ]);
  });

  test('a single line break stays one', () => {
    expect(parseMarkdown('Nozzle 204 °C\nBed 60 °C')).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'Nozzle 204 °C' },
          { type: 'break' },
          { type: 'text', text: 'Bed 60 °C' },
        ],
      },
    ]);
  });
});

describe('text that is still being written', () => {
  test('an open fence is code so far', () => {
    expect(parseMarkdown('```gcode\nG28\nG1 X')).toEqual([
      { type: 'code', text: 'G28\nG1 X', language: 'gcode' },
    ]);
  });

  test('half a table is a table of what is there', () => {
    const [table] = parseMarkdown('| Shaper | Hz |\n|---|---|\n| MZV | 54');
    expect(table?.type === 'table' && table.rows.length).toBe(1);
  });

  test('a table whose rule is not there yet is a paragraph', () => {
    expect(parseMarkdown('| Shaper | Hz |')[0]?.type).toBe('paragraph');
  });
});

describe('lists to be ticked off', () => {
  test('come out as boxes, done or not; other items stay items', () => {
    const blocks = parseMarkdown('- [ ] clean the **plate**\n- [x] load PLA\n- look');
    expect(blocks.map(({ type }) => type)).toEqual(['checks', 'list']);
    expect(blocks[0]).toMatchObject({ items: [{ done: false }, { done: true }] });
  });

  test('a bracket within a sentence is none', () => {
    expect(parseMarkdown('- see [ ] there')[0]).toMatchObject({ type: 'list' });
  });
});
