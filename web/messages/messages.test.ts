import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import { differences, incompleteLanguages } from './compare.ts';

it('every language has every text, with the same placeholders', () => {
  expect(locales).toEqual(['en', 'sv']);
  expect(incompleteLanguages()).toEqual([]);
});

it('a missing, an empty and a superfluous text are told by name', () => {
  const base = { a: 'One', b: 'Two {count}', c: 'Three', d: 'Four' };
  expect(differences(base, { a: '', b: 'Två {total}', c: 'Tre', e: 'Fem' })).toEqual([
    'd: has no text',
    'e: is not in the first language',
    'a: is empty',
    'b: wants {count}, has {total}',
  ]);
});

it('plural forms are compiled for both languages', () => {
  expect(m.checks_blocking({ count: 1 }, { locale: 'en' })).toBe('1 thing stops it');
  expect(m.checks_blocking({ count: 3 }, { locale: 'en' })).toBe('3 things stop it');
  expect(m.checks_blocking({ count: 1 }, { locale: 'sv' })).toBe('1 sak hindrar den');
  expect(m.checks_blocking({ count: 3 }, { locale: 'sv' })).toBe('3 saker hindrar den');
  expect(m.approvals_waiting({ count: 1 }, { locale: 'sv' })).toBe('Ett beslut väntar på dig.');
  expect(m.slip_minutes({ minutes: 4 }, { locale: 'sv' })).toBe('4 minuter kvar att besluta');
});
