import { expect, test } from 'vitest';
import { fields, figure, list, moment, pictureIn, text } from './shape.ts';

test('what is not as expected becomes nothing, never an exception', () => {
  expect(fields(null)).toEqual({});
  expect(fields([1])).toEqual({});
  expect(list({ length: 3 })).toEqual([]);
  expect(text(12)).toBe('');
  expect(figure('12')).toBeNull();
  expect(figure(Number.NaN)).toBeNull();
  expect(moment('no time')).toBeNull();
});

test('times come as ISO text or as milliseconds', () => {
  expect(moment('2026-11-22T12:00:00.000Z')).toBe(Date.UTC(2026, 10, 22, 12));
  expect(moment(5)).toBe(5);
});

test('only pictures of this server are found', () => {
  expect(pictureIn({ a: { picture: '/api/pictures/x1' } })).toBe('/api/pictures/x1');
  expect(pictureIn({ picture: 'https://example.com/api/pictures/x1' })).toBeNull();
  expect(pictureIn({ picture: '//example.com' })).toBeNull();
});
