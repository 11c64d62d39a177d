import { expect, it } from 'vitest';
import { numberCitations, withoutCitations } from './citations.ts';
import { parseInline } from './markdown.ts';

it('a citation becomes the number of its source, and so a link to it', () => {
  const text = numberCitations('Take 240 °C [petg], dry it first [drying-storage].', [
    'drying-storage',
    'petg',
  ]);
  expect(text).toBe('Take 240 °C [2], dry it first [1].');
  expect(parseInline(text)).toContainEqual({ type: 'cite', number: 2 });
});

it('what is no source of this answer stays as written', () => {
  for (const text of ['[extruder] and [mcu]', '[petg](https://example.com)', '[]', '[1]'])
    expect(numberCitations(text, ['petg'])).toBe(text);
});

it.each([
  ['Take 240 °C [petg], dry it first [drying-storage].', 'Take 240 °C, dry it first.'],
  ['Drying PETG [drying-storage]\nDry it at 65 °C. [petg] [asa]', 'Drying PETG\nDry it at 65 °C.'],
  ['Set it in [printer], or under [bed_mesh].', 'Set it in [printer], or under [bed_mesh].'],
  [
    '[mcu] is missing, see [help](https://example.com).',
    '[mcu] is missing, see [help](https://example.com).',
  ],
])('ears hear no sources: %s', (text, heard) => {
  expect(withoutCitations(text)).toBe(heard);
});
