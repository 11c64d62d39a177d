import { describe, expect, it } from 'vitest';
import { printerOf } from './fleet.ts';

const printer = (id: string, name: string) => ({
  id,
  name,
  address: '',
  role: 'owner' as const,
  practice: false,
});
const printers = [printer('p_A1', 'Workhorse'), printer('p_B2', 'Little Blue')];

describe('the printer of a card', () => {
  it('is the one that was asked about, by id or name, not the one chosen now', () => {
    expect(printerOf(printers, { args: { printer: 'p_B2' }, printerId: 'p_A1' })?.name).toBe('Little Blue');
    expect(printerOf(printers, { args: { printer: 'little blue' } })?.id).toBe('p_B2');
    expect(printerOf(printers, { args: {}, printerId: 'p_A1' })?.name).toBe('Workhorse');
  });

  it('is nobody when it has been removed or was never named', () => {
    expect(printerOf(printers, { args: { printer: 'gone' }, printerId: 'p_A1' })).toBeNull();
    expect(printerOf(printers, { args: null })).toBeNull();
  });
});
