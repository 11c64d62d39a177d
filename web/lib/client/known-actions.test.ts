import { describe, expect, it } from 'vitest';
import type { ActionView } from '#lib/contracts.ts';
import { withActions } from './known-actions.ts';

const action = (status: ActionView['status'], id = 'a') => ({ id, status }) as ActionView;
const statusAfter = (...statuses: ActionView['status'][]) =>
  statuses.reduce((known, status) => withActions(known, [action(status)]), {} as Record<string, ActionView>)[
    'a'
  ]?.status;

describe('actions that arrive by two ways', () => {
  it('the answer to the click, overtaken by the outcome on the stream, does not bring the slip back', () => {
    expect(statusAfter('pending', 'done', 'approved')).toBe('done');
  });
  it('a list read before the decision does not ask again', () => {
    expect(statusAfter('approved', 'pending')).toBe('approved');
    expect(statusAfter('declined', 'pending')).toBe('declined');
  });
  it('goes on, and keeps the others', () => {
    expect(statusAfter('pending', 'approved', 'done')).toBe('done');
    expect(Object.keys(withActions({ b: action('pending', 'b') }, [action('pending')]))).toEqual(['b', 'a']);
  });
});
